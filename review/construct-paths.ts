import { member } from "../common/json";

/**
 * The construct's path of each resource, by the resource's address, from the metadata that CDKTF writes beside it:
 * `dev/user_pool` for `aws_cognito_user_pool.user_pool`. `Default`, the child that stands for its parent, is left out.
 *
 * @param cdkTfJson a synthesized stack, `cdk.tf.json`. Anything else has no paths
 */
export function constructPaths(cdkTfJson: unknown): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const [section, prefix] of [
    ["resource", ""],
    ["data", "data."],
  ] as const) {
    for (const [type, resources] of Object.entries(member(cdkTfJson, section) ?? {})) {
      for (const [name, resource] of Object.entries(resources ?? {})) {
        const path = member(member(member(resource, "//"), "metadata"), "path");
        if (typeof path === "string" && path !== "") {
          paths.set(`${prefix}${type}.${name}`, path.replace(/\/Default$/, ""));
        }
      }
    }
  }
  return paths;
}
