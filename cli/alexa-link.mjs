#!/usr/bin/env node
// `npx alexa-link`: what package.json's "bin" names.
import process from "node:process";

process.argv.splice(2, 0, "cli/alexa-link.ts");
await import("../bundle/run.mjs");
