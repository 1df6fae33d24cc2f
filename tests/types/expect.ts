// What a value's type must be, neither more nor less.

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export const expectType = <Expected>() => ({
  of: <Actual>(_value: Actual, _same: Equal<Actual, Expected>) => {},
});
