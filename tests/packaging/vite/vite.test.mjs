import "./app.mjs";
import { oneFile, oneText } from "../support/copies.mjs";
import { locked, row } from "../support/row.mjs";
import { visitBuild, visitDevServer } from "../support/vite.mjs";

const vite = row("Vite", locked("vite"));

vite.runs("dev server", (services) => visitDevServer("default.html", services));
vite.runs("build", (services) => visitBuild("default.html", oneText, services));
vite.slim("dev server", (services) => visitDevServer("slim.html", services));
vite.slim("build", (services) => visitBuild("slim.html", oneFile, services));
