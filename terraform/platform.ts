/** Terraform's name of an operating system and processor, as in the paths of provider mirrors: `linux_amd64`. */
export function terraformPlatform(platform: string = process.platform, arch: string = process.arch): string {
  const os = { win32: "windows", sunos: "solaris" }[platform] ?? platform;
  const cpu = { x64: "amd64", ia32: "386" }[arch] ?? arch;
  return `${os}_${cpu}`;
}
