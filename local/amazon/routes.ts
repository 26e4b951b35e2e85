import type { AccountLinking } from "./account-linking";
import type { Answer } from "./answer";
import { json, smapiError } from "./answer";
import { disable, enable, enablement } from "./enablement";
import type { HttpRequest } from "./http-request";
import { MAX_JSON_BYTES, MAX_ZIP_BYTES } from "./http-request";
import type { InteractionModels } from "./interaction-models";
import type { LoginWithAmazon } from "./login-with-amazon";
import type { Manifests } from "./manifests";
import { createSkill, deleteSkill, listSkills } from "./skill-collection";
import type { SkillPackages } from "./skill-packages";
import type { SkillStatuses } from "./skill-statuses";
import type { Skills } from "./skills";

export interface Services {
  readonly loginWithAmazon: LoginWithAmazon;
  readonly skills: Skills;
  readonly accountLinking: AccountLinking;
  readonly skillPackages: SkillPackages;
  readonly statuses: SkillStatuses;
  readonly manifests: Manifests;
  readonly interactionModels: InteractionModels;
}

/** @param parameters what stands in the path for the parts in braces, in their order */
type Handler = (services: Services, request: HttpRequest, ...parameters: string[]) => Answer;

interface Route {
  /** With names in braces for the parts that differ. */
  readonly template: string;
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, Handler>>;
  /** @default {@link MAX_JSON_BYTES} */
  readonly maxBytes?: number;
  /** Whether it is asked without an access token. @default false */
  readonly isOpen?: boolean;
}

const route = (path: string, methods: Route["methods"], more: Partial<Route> = {}): Route => ({
  template: path,
  path: new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{[^}]+\}/g, "([^/]+)")}$`),
  methods,
  ...more,
});

/** The first that fits is taken. */
const ROUTES: readonly Route[] = [
  // ask-smapi-sdk asks for /auth/O2/token, everybody else for /auth/o2/token.
  route(
    "/auth/[oO]2/token",
    { POST: ({ loginWithAmazon }, request) => loginWithAmazon.issue(request) },
    { isOpen: true },
  ),
  route("/v1/vendors", { GET: ({ skills }) => vendors(skills.vendorId) }),
  // ask-cli asks for /v1/skills/, too.
  route("/v1/skills/?", {
    GET: ({ skills }, request) => listSkills(skills, request),
    POST: ({ skills, statuses }, request) => createSkill(skills, statuses, request),
  }),
  route("/v1/skills/uploads", { POST: ({ skillPackages }) => skillPackages.createUpload() }),
  route("/v1/skills/imports", { POST: ({ skillPackages }, request) => skillPackages.create(request) }),
  route("/v1/skills/imports/{importId}", { GET: ({ skillPackages }, _, id = "") => skillPackages.importStatus(id) }),
  route("/v1/skills/exports/{exportId}", { GET: ({ skillPackages }, _, id = "") => skillPackages.exportStatus(id) }),
  route("/v1/skills/{skillId}/imports", {
    POST: ({ skillPackages }, request, id = "") => skillPackages.import(request, id),
  }),
  route("/v1/skills/{skillId}/stages/{stage}/exports", {
    POST: ({ skillPackages }, _, id = "", stage = "") => skillPackages.export(id, stage),
  }),
  route("/v1/skills/{skillId}", { DELETE: ({ skills }, _, id = "") => deleteSkill(skills, id) }),
  route("/v1/skills/{skillId}/status", { GET: ({ statuses }, request, id = "") => statuses.read(request, id) }),
  route("/v1/skills/{skillId}/stages/{stage}/enablement", {
    GET: ({ skills }, _, id = "", stage = "") => enablement(skills, id, stage),
    PUT: ({ skills }, _, id = "", stage = "") => enable(skills, id, stage),
    DELETE: ({ skills }, _, id = "", stage = "") => disable(skills, id, stage),
  }),
  route("/v1/skills/{skillId}/stages/{stage}/manifest", {
    GET: ({ manifests }, _, id = "", stage = "") => manifests.read(id, stage),
    PUT: ({ manifests }, request, id = "", stage = "") => manifests.write(request, id, stage),
  }),
  route(
    "/v1/skills/{skillId}/stages/{stage}/interactionModel/locales/{locale}",
    {
      GET: ({ interactionModels }, _, id = "", stage = "", locale = "") => interactionModels.read(id, stage, locale),
      HEAD: ({ interactionModels }, _, id = "", stage = "", locale = "") =>
        interactionModels.metadata(id, stage, locale),
      PUT: ({ interactionModels }, request, id = "", stage = "", locale = "") =>
        interactionModels.write(request, id, stage, locale),
    },
    // A model may be most of a package.
    { maxBytes: MAX_ZIP_BYTES },
  ),
  route("/v1/skills/{skillId}/stages/{stage}/accountLinkingClient", {
    GET: ({ accountLinking }, request, id = "", stage = "") => accountLinking.read(request, id, stage),
    PUT: ({ accountLinking }, request, id = "", stage = "") => accountLinking.write(request, id, stage),
    DELETE: ({ accountLinking }, _, id = "", stage = "") => accountLinking.remove(id, stage),
  }),
  route(
    "/skill-packages/{name}",
    {
      PUT: ({ skillPackages }, request, name = "") => skillPackages.upload(request, name),
      GET: ({ skillPackages }, request, name = "") => skillPackages.download(request, name),
    },
    { isOpen: true, maxBytes: MAX_ZIP_BYTES },
  ),
];

/** Whatever can be asked here, as in `/v1/skills/{skillId}`. */
export const ROUTE_PATHS: readonly string[] = ROUTES.map(({ template }) =>
  template.replace(/\/\?$|\[oO\]/, (it) => (it === "[oO]" ? "o" : "")),
);

/** How many bytes the body of a request may have. */
export const maxBytes = (path: string): number => find(path)?.maxBytes ?? MAX_JSON_BYTES;

/** @throws SmapiRefusal */
export function answer(services: Services, request: HttpRequest): Answer {
  const found = find(request.path);
  if (found?.isOpen !== true) {
    services.loginWithAmazon.check(request);
  }
  if (found === undefined) {
    return smapiError(404, "There is nothing here.");
  }
  const handler = Object.hasOwn(found.methods, request.method) ? found.methods[request.method] : undefined;
  if (handler === undefined) {
    const allow = Object.keys(found.methods).join(", ");
    return smapiError(405, `The methods here are: ${allow}.`, undefined, { allow });
  }
  const parameters = found.path.exec(request.path)?.slice(1) ?? [];
  return handler(services, request, ...parameters.map(decoded));
}

const find = (path: string): Route | undefined => ROUTES.find((it) => it.path.test(path));

// What cannot be decoded names nothing, as it is.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const vendors = (id: string): Answer =>
  json(200, { vendors: [{ name: "Local vendor", id, roles: ["ROLE_ADMINISTRATOR"] }] });
