// What the code in the documents takes for granted.

declare const apiKey: string;

declare module "@opentelemetry/api" {
  export const metrics: {
    getMeter(name: string): {
      createHistogram(
        name: string,
        options: { unit: string },
      ): { record(value: number, attributes: Record<string, unknown>): void };
    };
  };
}
