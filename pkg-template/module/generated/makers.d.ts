// What makes the objects of each shape, by the shape's number.

export type Maker = new (at: number) => object;
export declare const makers: (value: (at: number) => unknown) => Maker[];
