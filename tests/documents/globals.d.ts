// What the code in the documents takes for granted.

declare const apiKey: string;

// What the frameworks bring, whose projects in tests/packaging/ run the same code.

declare module "$app/server";
declare module "@sveltejs/kit";
