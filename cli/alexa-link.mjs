#!/usr/bin/env node
// `npx alexa-link`: what package.json's "bin" names.

process.argv.splice(2, 0, "cli/alexa-link.ts");
await import("../build/run.cjs");
