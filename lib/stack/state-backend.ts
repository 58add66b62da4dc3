import {
  AzurermBackend,
  type AzurermBackendConfig,
  CloudBackend,
  NamedCloudWorkspace,
  type TerraformBackend,
  TerraformElement,
  TerraformStack,
} from "cdktf";
import { ConfigurationError } from "../core/configuration-error";
import { listed, quoted } from "../core/words";

/** The context value that says where states are kept. */
const BACKEND_CONTEXT = "backend";

type Settings = Readonly<Record<string, unknown>>;

interface Setting {
  readonly required?: true;
  readonly kind: "text" | "flag";
  readonly pattern?: RegExp;
  /** What the pattern asks for, or what a text is for. */
  readonly allowed: string;
}

const text = (allowed: string, pattern = /./): Setting => ({ kind: "text", pattern, allowed });
const flag: Setting = { kind: "flag", allowed: "true or false" };
const guid = text("a GUID", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const file = text("letters, digits and any of ._-/", /^[\w./-]+$/);

/** Azure Storage: "Backend Type: azurerm" (developer.hashicorp.com), "Naming and Referencing Containers, Blobs, and Metadata" (Learn). */
const AZURERM: Readonly<Record<string, Setting>> = {
  storage_account_name: {
    ...text("3 to 24 lower-case letters and digits", /^[a-z0-9]{3,24}$/),
    required: true,
  },
  container_name: {
    ...text("3 to 63 lower-case letters, digits and single hyphens", /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/),
    required: true,
  },
  resource_group_name: text("the name of a resource group"),
  subscription_id: guid,
  tenant_id: guid,
  client_id: guid,
  environment: text("the name of a cloud"),
  snapshot: flag,
  use_oidc: flag,
  use_azuread_auth: flag,
  use_cli: flag,
  use_msi: flag,
  key_prefix: file,
};

/** HCP Terraform and Terraform Enterprise: "The cloud block" (developer.hashicorp.com). */
const CLOUD: Readonly<Record<string, Setting>> = {
  organization: { ...text("letters, digits, _ and -", /^[\w-]+$/), required: true },
  hostname: text("a host name", /^[\w.:-]+$/),
  project: text("the name of a project"),
  workspace_prefix: text("letters, digits, _ and -", /^[\w-]+$/),
};

const KINDS: Readonly<Record<string, Readonly<Record<string, Setting>>>> = {
  azurerm: AZURERM,
  cloud: CLOUD,
};

/** What must not be in a file, and the variable of the environment that Terraform reads instead. */
const SECRETS: Readonly<Record<string, string>> = {
  access_key: "ARM_ACCESS_KEY",
  sas_token: "ARM_SAS_TOKEN",
  client_secret: "ARM_CLIENT_SECRET",
  client_certificate_password: "ARM_CLIENT_CERTIFICATE_PASSWORD",
  oidc_token: "ARM_OIDC_TOKEN",
  oidc_request_token: "ARM_OIDC_REQUEST_TOKEN",
  token: "TF_TOKEN_app_terraform_io",
};

/**
 * The stack's own backend, or the one that the context value "backend" gives it; nothing where there is neither.
 *
 * @throws ConfigurationError with everything that is wrong with the context value
 */
export function stateBackend(stack: TerraformStack): TerraformBackend | undefined {
  // a stack within this one has a state of its own
  const own = stack.node
    .findAll()
    .find((c): c is TerraformBackend => isBackend(c) && TerraformStack.of(c) === stack);
  const given: unknown = stack.node.tryGetContext(BACKEND_CONTEXT);
  if (own || given === undefined) return own;
  const problems = problemsOf(given);
  if (problems.length > 0)
    throw new ConfigurationError(problems.map((message) => ({ where: "cdktf.json", message })));
  const { type, ...settings } = given as Settings;
  return type === "cloud" ? cloud(stack, settings) : azurerm(stack, settings);
}

function azurerm(stack: TerraformStack, { key_prefix = "", ...settings }: Settings): TerraformBackend {
  const config = { ...settings, key: `${key_prefix}${stack.node.id}.tfstate` };
  const camel = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const entries = Object.entries(config).map(([key, value]) => [camel(key), value]);
  return new AzurermBackend(stack, Object.fromEntries(entries) as AzurermBackendConfig);
}

function cloud(stack: TerraformStack, { organization, hostname, project, ...rest }: Settings): CloudBackend {
  const name = `${rest.workspace_prefix ?? ""}${stack.node.id}`;
  const workspaces = new NamedCloudWorkspace(name, project as string | undefined);
  return new CloudBackend(stack, {
    organization: organization as string,
    hostname: hostname as string | undefined,
    workspaces,
  });
}

function problemsOf(given: unknown): readonly string[] {
  const says = `the context value ${quoted(BACKEND_CONTEXT)}`;
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return [`${says} must be an object with a type, got ${quoted(given)}`];
  const { type, ...settings } = given as Settings;
  const known = typeof type === "string" && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!known) return [`${says}: type must be ${listed(Object.keys(KINDS))}, got ${quoted(type)}`];
  const missing = Object.entries(known)
    .filter(([key, { required }]) => required && settings[key] === undefined)
    .map(([key, { allowed }]) => `${says}: ${key} is missing: add ${allowed}`);
  const wrong = Object.entries(settings).map(([key, value]) => settingProblem(known, key, value));
  return [...missing, ...wrong.filter(Boolean).map((problem) => `${says}: ${problem}`)];
}

/** What is wrong with one setting; values of what may be a secret are not shown. */
function settingProblem(known: Readonly<Record<string, Setting>>, key: string, value: unknown): string {
  if (Object.hasOwn(SECRETS, key))
    return `${key} is a secret, and would be in every cdk.tf.json: remove it, and log in with OIDC, or set ${SECRETS[key]} where Terraform runs`;
  if (key === "key" || key === "workspaces")
    return `${key} would give all stacks one state: remove it, each stack has its own; a prefix is allowed`;
  if (!Object.hasOwn(known, key)) return `${key} is not known, allowed are ${listed(Object.keys(known))}`;
  const { kind, pattern, allowed } = known[key] as Setting;
  const fits =
    kind === "flag" ? typeof value === "boolean" : typeof value === "string" && pattern?.test(value);
  return fits ? "" : `${key} must be ${allowed}, got ${quoted(value)}`;
}

function isBackend(construct: unknown): boolean {
  return TerraformElement.isTerraformElement(construct) && "getRemoteStateDataSource" in construct;
}
