// The documents that come with the package.

import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import { files, text } from "./package.mjs";

const documents = files.filter((file) => file.endsWith(".md") || file === "llms.txt");

/** A heading's anchor, as GitHub makes it. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const anchors = (file) =>
  Array.from(text(file).matchAll(/^#+ (.+)$/gm), ([, heading]) => anchor(heading));

test("each link inside the package leads somewhere", () => {
  let links = 0;
  for (const file of documents) {
    for (const [, link] of text(file).matchAll(/\]\(((?!https?:)[^)]+)\)/g)) {
      links++;
      const [path, fragment] = link.split("#");
      const target = path ? posix.join(posix.dirname(file), path) : file;
      assert.ok(files.includes(target), `${file} links to ${link}`);
      assert.ok(!fragment || anchors(target).includes(fragment), `${file} links to ${link}`);
    }
  }
  assert.ok(links > 50);
});

test("llms.txt names every function of the clients", () => {
  const declarations = text("dist/index.d.ts");
  for (const service of ["Heymarket", "Qlara"]) {
    const [, body] = new RegExp(`interface ${service}Operations \\{([\\s\\S]*?)\\n\\}`).exec(
      declarations,
    );
    const names = new Set(Array.from(body.matchAll(/^ {2}(\w+)\(/gm), ([, name]) => name));
    assert.ok(names.size > 9);
    for (const name of names) {
      assert.ok(text("llms.txt").includes(`- [${service.toLowerCase()}.${name}](`), name);
    }
  }
});
