// A module, gzipped, as base64.

export declare const base64: string;
