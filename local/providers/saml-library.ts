type Samlify = typeof import("samlify");

/** Loads the library, which most environments do not need. */
export async function loadSamlify(): Promise<Samlify> {
  const loaded = (await import("samlify")) as Samlify & { readonly default?: Samlify };
  const library = loaded.default ?? loaded;
  // It reads nothing without one, and brings none; what it reads here is checked by whoever reads it.
  library.setSchemaValidator({ validate: async () => "not validated" });
  return library;
}

/** What SAML metadata say of a provider. */
export interface SamlMetadata {
  readonly entityId: string;
  /** Where it takes requests that a browser brings in its URL. */
  readonly singleSignOnUrl: string;
  /** In PEM without its first and last line. */
  readonly certificates: readonly string[];
}

/** @throws Error when it is no metadata of an identity provider */
export async function readSamlMetadata(metadata: string): Promise<SamlMetadata> {
  const { IdentityProvider } = await loadSamlify();
  const { entityMeta } = IdentityProvider({ metadata });
  const urls = [entityMeta.getSingleSignOnService("redirect"), entityMeta.getSingleSignOnService("post")];
  return {
    entityId: entityMeta.getEntityID(),
    singleSignOnUrl: urls.find((url) => typeof url === "string") ?? "",
    certificates: [entityMeta.getX509Certificate("signing") ?? []].flat(),
  };
}
