// What it costs to load a module: node load-probe.cjs <module>. Prints CPU milliseconds.
const file = process.argv[2] ?? "";
const before = process.cpuUsage();
(async () => {
  await import(require("node:url").pathToFileURL(file).href);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / 1000), () => process.exit(0));
})();
