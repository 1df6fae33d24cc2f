// How the probe describes texts, lists and drift.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { formOf } from "../../examples/node/probe/forms.mjs";
import { about } from "../../examples/node/probe/lines.mjs";
import { report } from "../../examples/node/probe/report.mjs";

describe("the form of a text", () => {
  for (const [form, ...texts] of [
    ["empty", ""],
    ["blank", " ", "\n\t"],
    ["true or false", "true", "False"],
    ["digits", "0", "14155551234", "9".repeat(100_000)],
    ["+ and digits", "+393331234567"],
    ["digits and separators", "+39 333 123 4567", "(415) 555-1234", "12.5", "10:30"],
    ["date", "2026-04-12"],
    ["RFC 3339, Z", "2026-04-12T15:30:00Z"],
    ["RFC 3339, 6 fraction digits, Z", "2026-04-12T15:30:00.123456Z"],
    ["RFC 3339, 1 fraction digit, offset", "2026-04-12T15:30:00.1+02:00"],
    ["date-time, 3 fraction digits, no offset", "2026-04-12T15:30:00.123"],
    ["date-time, no offset", "2026-04-12 15:30"],
    ["date-time, offset", "2026-04-12T15:30:00+0200"],
    ["date-time, more than 9 fraction digits, z", `2026-04-12t15:30:00.${"1".repeat(40)}z`],
    ["UUID", "0f8fad5b-d9cb-469f-a165-70867728950e"],
    ["e-mail address", "jo+news@example.com", "jo@mail.example.com"],
    ["URL", "https://example.com/a?b=c", "tel://1"],
    ["country code, dot, letters and digits", "US.13491208655302741918", "IT.ENT.a1B2"],
    ["word in capitals", "INBOUND", "NOT_FOUND"],
    ["word in small letters", "open", "not_found"],
    ["word", "Maya", "Zoë", "李娜", "inBound"],
    ["letters and digits", "visitor-83ab", "a1"],
    ["JSON", '{"a":1}', " [1, 2]"],
    ["text", "See you at 5", "[see you", "a@b", "jo@example.com, please", "{a}", "🙏"],
  ]) {
    test(form, () => {
      for (const text of texts) assert.equal(formOf(text), form, JSON.stringify(text.slice(0, 50)));
    });
  }
});

test("a length is printed as a range", () => {
  for (const [text, ...lengths] of [
    ["0", 0],
    ["1", 1],
    ["2 to 9", 2],
    ["2 to 9", 9],
    ["25 to 49", 25, 30],
    ["0 to 9", 0, 3],
    ["50 to 99", 99],
    ["100 or more", 100, 60_000],
    ["1 or more", 1, 100],
  ]) {
    assert.equal(about(...lengths), text);
  }
});

const headers = new Map([["content-type", "application/json"]]);
const reported = (body, more) => {
  const exchanges = [{ status: 200, headers, body: JSON.stringify(body), isCut: false }];
  return report([{ name: "list", missing: [], drift: [], exchanges, ...more }], []);
};

describe("the report", () => {
  test("merges what it saw over all items, whatever they are", () => {
    const body = [
      { id: 1, to: [], of: { id: 1 }, at: 1 },
      { id: "2", to: [{ id: null }], of: [{ name: 1.5 }], at: null },
      null,
    ];
    assert.deepEqual(reported(body).slice(0, 9), [
      "list: ok",
      "  status 200, application/json: list (2 to 9) of (null | object)",
      "    at: null | number",
      "    id: number | string (digits)",
      "    of: object | list (1) of object",
      "      id: number",
      "      [] name: number (with a fraction)",
      "    to: list (0 to 1) of object",
      "      id: null",
    ]);
  });

  test("includes drift with the path and the kinds, but no key that could be data", () => {
    const drift = [
      { path: "$[3].id", expected: "an id (a whole number of at most 64 bits)", found: "a string" },
      { path: "$[*].updated", expected: "a time in RFC 3339 (Z or +01:00)", found: "a number" },
      { path: "$.contacts.14155551234", expected: "an object", found: "Jo (+39 333 123)" },
      { path: "$.unreadBy.maya[0]", expected: "a number", found: "null" },
    ];
    assert.deepEqual(reported([], { drift }).slice(1, 5), [
      "  drift at $[*].id: expected an id (a whole number of at most 64 bits), found a string",
      "  drift at $[*].updated: expected a time in RFC 3339 (Z or +01:00), found a number",
      "  drift at (a path that is not shown): expected an object, found (not shown)",
      "  drift at $.unreadBy.<key>[*]: expected a number, found null",
    ]);
  });

  test("has the path of a response that can't be decoded", () => {
    const error = { name: "DecodeError", code: "DECODE", status: 200, path: "$[0].assigned.id" };
    const [line] = reported([], { error });
    assert.equal(line, "list: DecodeError, code DECODE, status 200, path $[*].assigned.id");
  });

  test("counts the same response once", () => {
    const one = { status: 502, headers: new Map(), body: "<p>", isCut: false };
    const lines = reported([], { exchanges: [one, { ...one }, { ...one, body: "", isCut: true }] });
    assert.deepEqual(lines.slice(1, 3), [
      "  status 502, no content type: not JSON: HTML or XML",
      "  status 502, no content type: nothing came",
    ]);
  });
});
