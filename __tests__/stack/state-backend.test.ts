import { join } from "node:path";
import { AzurermBackend, CloudBackend, LocalBackend, NamedCloudWorkspace, TerraformStack } from "cdktf";
import { ResilienceApp, ResilienceStack } from "../../lib";
import { temporaryFolder } from "../support/files";
import { readStacks } from "../support/run";
import { refusal, refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";

const STORAGE = { type: "azurerm", storage_account_name: "stcontosostate", container_name: "tfstate" };
const HCP = { type: "cloud", organization: "contoso" };

/** What Terraform reads of where the state is. */
const terraform = (backend: unknown, define: (stack: ResilienceStack) => void = () => {}) => {
  const { json } = synthesise(define, { backend });
  const { required_providers: _, ...rest } = json.terraform as Record<string, unknown>;
  return rest;
};
const wrong = (backend: unknown) => refusalOf(() => {}, { backend });
const SAYS = '[cdktf.json] the context value "backend"';

describe("the context value backend", () => {
  test("puts the state into Azure Storage, a blob for each stack", () => {
    const backend = { ...STORAGE, resource_group_name: "rg-state", use_oidc: true, use_azuread_auth: true };
    expect(terraform(backend)).toEqual({
      backend: {
        azurerm: {
          storage_account_name: "stcontosostate",
          container_name: "tfstate",
          resource_group_name: "rg-state",
          use_oidc: true,
          use_azuread_auth: true,
          key: "test.tfstate",
        },
      },
    });
  });

  test("puts a prefix before the blob's name, so that programs share a container", () => {
    const { backend } = terraform({ ...STORAGE, key_prefix: "resilience/" });
    expect(backend).toMatchObject({ azurerm: { key: "resilience/test.tfstate" } });
    expect(JSON.stringify(backend)).not.toContain("key_prefix");
  });

  test("writes settings that cdktf's own types lack, since Terraform knows them", () => {
    const { backend } = terraform({ ...STORAGE, use_cli: false, subscription_id: SUBSCRIPTION });
    expect(backend).toMatchObject({ azurerm: { use_cli: false, subscription_id: SUBSCRIPTION } });
  });

  test("puts the state into HCP Terraform, a workspace for each stack", () => {
    expect(terraform(HCP)).toEqual({
      cloud: { organization: "contoso", workspaces: { name: "test" } },
    });
    const all = { ...HCP, hostname: "tfe.contoso.com", project: "Backup", workspace_prefix: "res-" };
    expect(terraform(all)).toEqual({
      cloud: {
        hostname: "tfe.contoso.com",
        organization: "contoso",
        workspaces: { name: "res-test", project: "Backup" },
      },
    });
  });

  test("leaves a stack with a backend of its own alone", () => {
    const own = (stack: ResilienceStack) => {
      new CloudBackend(stack, { organization: "other", workspaces: new NamedCloudWorkspace("mine") });
    };
    expect(terraform(STORAGE, own)).toEqual({
      cloud: { organization: "other", workspaces: { name: "mine" } },
    });
  });

  test("holds for each stack of an app, those of the framework's own class included", () => {
    const outdir = join(temporaryFolder(), "cdktf.out");
    const context = { backend: STORAGE };
    const define = (app: ResilienceApp) => {
      new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
      new TerraformStack(app, "two");
      const three = new TerraformStack(app, "three");
      new AzurermBackend(three, { storageAccountName: "other", containerName: "c", key: "k" });
    };
    ResilienceApp.synthesise(define, { outdir, inventory: [], context });
    const keys = Object.values(readStacks(outdir)).map(
      ({ terraform }) => (terraform as { backend: { azurerm: { key: string } } }).backend.azurerm.key,
    );
    expect(keys).toEqual(["one.tfstate", "k", "two.tfstate"]);
  });
});

describe("a stack that holds another one with a backend of its own", () => {
  const local = (path: string) => ({ backend: { local: { path } } });
  const backendsOf = (context: Record<string, unknown>) => {
    const outdir = join(temporaryFolder(), "cdktf.out");
    const define = (app: ResilienceApp) => {
      const outer = new ResilienceStack(app, "outer", { subscriptionId: SUBSCRIPTION });
      const plain = new TerraformStack(outer, "plain");
      new LocalBackend(new ResilienceStack(plain, "inner", { subscriptionId: SUBSCRIPTION }), {
        path: "own",
      });
    };
    ResilienceApp.synthesise(define, { outdir, inventory: [], context });
    return Object.entries(readStacks(outdir)).map(([id, { terraform }]) => [
      id,
      (terraform as { backend?: unknown } | undefined)?.backend,
    ]);
  };

  test("has the one that the context value gives it, and its own without one", () => {
    const azure = (id: string) => ({
      azurerm: {
        storage_account_name: "stcontosostate",
        container_name: "tfstate",
        key: `${id}.tfstate`,
      },
    });
    const own = local("own").backend;
    expect(new Map(backendsOf({ backend: STORAGE }) as [string, unknown][])).toEqual(
      new Map<string, unknown>([
        ["outer", azure("outer")],
        ["plain", azure("plain")],
        ["inner", own],
      ]),
    );
    const [[, outer] = []] = backendsOf({}).filter(([id]) => id === "outer");
    expect(outer).toEqual({ local: { path: expect.stringMatching(/outer\.tfstate$/) } });
  });
});

describe("a context value backend that is refused", () => {
  test("what is no object, as of the command line's -c", () => {
    expect(wrong("azurerm")).toBe(`${SAYS} must be an object with a type, got "azurerm"`);
    expect(wrong([STORAGE])).toContain("must be an object with a type");
    expect(wrong(null)).toBe(`${SAYS} must be an object with a type, got null`);
  });

  test("an unknown type, a missing one, and one that every object has", () => {
    for (const type of ["s3", undefined, "constructor"])
      expect(wrong({ type })).toBe(
        `${SAYS}: type must be "azurerm" or "cloud", got ${JSON.stringify(type) ?? "nothing"}`,
      );
  });

  test("everything at once, whatever is missing, unknown or of another kind", () => {
    expect(wrong({ type: "azurerm", bucket: "b", use_oidc: "true", storage_account_name: "St" })).toBe(
      [
        "[cdktf.json] 4 problems:",
        '  - the context value "backend": container_name is missing: add 3 to 63 lower-case letters, digits and single hyphens',
        '  - the context value "backend": bucket is not known, allowed are "storage_account_name", "container_name", "resource_group_name", "subscription_id", "tenant_id", "client_id", "environment", "snapshot", "use_oidc", "use_azuread_auth", "use_cli", "use_msi" or "key_prefix"',
        '  - the context value "backend": use_oidc must be true or false, got "true"',
        '  - the context value "backend": storage_account_name must be 3 to 24 lower-case letters and digits, got "St"',
      ].join("\n"),
    );
  });

  test("names that Azure Storage does not take, one character too short or too long", () => {
    const account = (length: number) => ({ ...STORAGE, storage_account_name: "a".repeat(length) });
    const container = (length: number) => ({ ...STORAGE, container_name: "a".repeat(length) });
    for (const fits of [account(3), account(24), container(3), container(63)])
      expect(terraform(fits)).toHaveProperty("backend.azurerm.key", "test.tfstate");
    for (const length of [2, 25])
      expect(wrong(account(length))).toContain("storage_account_name must be 3 to");
    for (const length of [2, 64]) expect(wrong(container(length))).toContain("container_name must be 3 to");
    expect(wrong({ ...STORAGE, container_name: "tf--state" })).toContain("container_name must be");
  });

  test("a key, because all stacks would write one state", () => {
    expect(wrong({ ...STORAGE, key: "all.tfstate" })).toBe(
      `${SAYS}: key would give all stacks one state: remove it, each stack has its own; a prefix is allowed`,
    );
    expect(wrong({ ...HCP, workspaces: { name: "all" } })).toContain(
      "workspaces would give all stacks one state",
    );
  });

  test.each([
    "access_key",
    "sas_token",
    "client_secret",
    "client_certificate_password",
    "oidc_token",
    "oidc_request_token",
  ])("%s, because it would be in every file, and without showing it", (key) => {
    const message = wrong({ ...STORAGE, [key]: "hunter2" });
    expect(message).toBe(
      `${SAYS}: ${key} is a secret, and would be in every cdk.tf.json: remove it, and log in with OIDC, or set ARM_${key.toUpperCase()} where Terraform runs`,
    );
  });

  test("a token of HCP Terraform", () => {
    expect(wrong({ ...HCP, token: "hunter2" })).toMatch(/token is a secret.*TF_TOKEN_app_terraform_io/);
  });

  test("said once, not for each stack, and nothing is written", () => {
    const outdir = join(temporaryFolder(), "cdktf.out");
    const define = (app: ResilienceApp) => {
      for (const id of ["one", "two"]) new ResilienceStack(app, id, { subscriptionId: SUBSCRIPTION });
    };
    const context = { backend: { type: "gcs" } };
    expect(refusal(() => ResilienceApp.synthesise(define, { outdir, inventory: [], context }))).toBe(
      `${SAYS}: type must be "azurerm" or "cloud", got "gcs"`,
    );
  });
});
