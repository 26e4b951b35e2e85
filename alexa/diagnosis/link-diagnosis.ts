import type { Finding } from "./finding";
import type { LinkEvidence } from "./link-evidence";
import type { LinkFailureCode, LinkFailureRow } from "./link-failures";
import { LINK_FAILURES, LINK_LOST } from "./link-failures";
import { findInRedirect, findInSignIn } from "./sign-in-diagnosis";
import { findInSkill } from "./skill-diagnosis";
import { findInToken } from "./token-diagnosis";

/** What is wrong with a link. */
export interface Diagnosis extends Omit<LinkFailureRow, "userSeesAtTokenUri"> {
  readonly code: LinkFailureCode;
  /** What was seen, and what should have been, in one or two sentences. Never a secret. */
  readonly detail: string;
}

/** Why the link failed: the most specific row that the evidence supports. */
export function diagnose(evidence: LinkEvidence): Diagnosis {
  const [code, detail] = find(evidence);
  const { cause, fix } = LINK_FAILURES[code];
  return { code, userSees: seenAt(evidence, LINK_FAILURES[code]), cause, fix, detail };
}

/** A row is of the link as a whole; what was seen of it this time depends on where the link ended. */
function seenAt({ failure }: LinkEvidence, { userSees, userSeesAtTokenUri }: LinkFailureRow): string {
  if (failure.at !== "access token URI") {
    return userSees;
  }
  return failure.grant === "refresh_token" ? LINK_LOST : (userSeesAtTokenUri ?? userSees);
}

function find(evidence: LinkEvidence): Finding {
  const { failure } = evidence;
  switch (failure.at) {
    case "sign-in page":
      return findInSignIn(failure, evidence);
    case "redirect":
      return findInRedirect(failure, evidence);
    case "access token URI":
      return findInToken(failure, evidence);
    case "skill":
      return findInSkill(failure, evidence);
  }
}
