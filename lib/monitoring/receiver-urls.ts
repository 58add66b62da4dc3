import { Token } from "cdktf";
import { type Problems, quoted } from "../core/problems";

const URL_SHAPE = /^https?:\/\/(?<user>[^\s/?#@]*@)?(?<host>[^\s/?#@]+)(?<path>[^\s?#]*)(\?(?<query>\S*))?$/i;

/** Names of query parameters that carry secrets: signatures, keys of functions, tokens of runbooks. */
const SECRET_PARAMETER =
  /(?:^|&)(sig|code|token|access_token|key|api_?key|secret|client_secret|password|pwd)=/i;

/** Services whose webhooks have the secret in their path. */
const SECRET_PATH =
  /^(hooks\.slack\.com|([\w-]+\.)?webhook\.office\.com|outlook\.office(365)?\.com|discord(app)?\.com|events\.pagerduty\.com)$/i;

/**
 * Refuses what is no URL, and what holds a secret: that would stand in the code and in every synthesized stack. The
 * secret itself is not repeated.
 */
export function checkUrl(problems: Problems, name: string, url: string): void {
  if (Token.isUnresolved(url)) return;
  const secret = secretIn(url);
  if (secret !== undefined) {
    problems.add(
      `${name} must not hold a secret in the program, got a literal with ${secret}: pass the value of a sensitive Terraform variable, new TerraformVariable(stack, "…", { sensitive: true }).stringValue`,
    );
    return;
  }
  problems.matches(name, url, URL_SHAPE, "an http or https URL");
}

function secretIn(url: string): string | undefined {
  const { user, host = "", path = "" } = URL_SHAPE.exec(url)?.groups ?? {};
  const query = url.split("?").slice(1).join("?");
  const parameter = SECRET_PARAMETER.exec(query)?.[1];
  if (parameter !== undefined) return quoted(`${parameter}=`);
  if (user !== undefined) return "a user and a password";
  return SECRET_PATH.test(host) && path.length > 1 ? `the path of a webhook of ${host}` : undefined;
}

/** Host and path of a literal URL, for names of receivers. */
export function placeOf(url: string): string {
  const { host = "", path = "" } = URL_SHAPE.exec(url)?.groups ?? {};
  return `${host}${path}`;
}
