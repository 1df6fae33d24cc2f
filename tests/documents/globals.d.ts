// What the code in the documents takes for granted.

declare const apiKey: string;
