import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, AzurermBackend, LocalBackend, TerraformOutput } from "cdktf";
import { RecoveryServicesVault, type ResilienceStack } from "../../lib";
import { refusal, refusalOf, resourceGroup } from "../support/synthesise";
import { inFolder, stackOf, writtenBy } from "./write-stacks";

const backendOf = (text: string) => JSON.parse(text).terraform.backend;
const backend = (define?: (stack: ResilienceStack) => void) =>
  inFolder((outdir) => backendOf(writtenBy(undefined, outdir, define)));

/** Runs something as a program in another folder. */
function inWorkingDirectory<T>(folder: string, run: () => T): T {
  const before = process.cwd();
  mkdirSync(folder, { recursive: true });
  process.chdir(folder);
  try {
    return run();
  } finally {
    process.chdir(before);
  }
}

describe("the state of a stack", () => {
  test("is beside cdktf.json by a relative path, which is the same on every machine", () => {
    const onTwoMachines = inFolder((folder) =>
      ["home/anna", "builds/very/deep/17"].map((home) =>
        inWorkingDirectory(join(realpathSync(folder), home), () =>
          backendOf(writtenBy(undefined, "cdktf.out")),
        ),
      ),
    );
    const here = { local: { path: "../../../terraform.test.tfstate" } };

    expect(onTwoMachines).toEqual([here, here]);
  });

  test("is beside cdktf.json too where the output goes elsewhere", () => {
    const elsewhere = inFolder((folder) =>
      inWorkingDirectory(realpathSync(folder), () =>
        backendOf(writtenBy(undefined, join("build", "..", "out"))),
      ),
    );

    expect(elsewhere).toEqual({ local: { path: "../../../terraform.test.tfstate" } });
  });

  test("is where the user's own backend says, and nowhere else", () => {
    const remote = backend((stack) => {
      new AzurermBackend(stack, {
        resourceGroupName: "rg-state",
        storageAccountName: "stcontosostate",
        containerName: "tfstate",
        key: "backup.tfstate",
        useAzureadAuth: true,
      });
    });

    expect(remote).toEqual({
      azurerm: {
        resource_group_name: "rg-state",
        storage_account_name: "stcontosostate",
        container_name: "tfstate",
        key: "backup.tfstate",
        use_azuread_auth: true,
      },
    });
  });

  test("is where the user's own local backend says", () => {
    const local = backend((stack) => {
      new LocalBackend(stack, { path: "/var/terraform/backup.tfstate" });
    });

    expect(local).toEqual({ local: { path: "/var/terraform/backup.tfstate" } });
  });
});

describe("a reference to another stack", () => {
  /** Two stacks, the second of which uses the first. */
  const using = (
    use: (stack: ResilienceStack, group: ResourceGroup) => void,
    order = ["network", "backup"],
  ) =>
    refusal(() =>
      inFolder((outdir) => {
        const app = new App({ outdir });
        const stacks = Object.fromEntries(order.map((id) => [id, stackOf(app, id)]));
        const { network, backup } = stacks as { network: ResilienceStack; backup: ResilienceStack };
        use(backup, resourceGroup(network));
        app.synth();
      }),
    );
  const MESSAGE =
    "[backup] refers to a resource of network: every stack plans on its own; compose the resource's id from its name instead";

  test("is refused in a resource because the other stack's state may not exist yet", () => {
    expect(
      using((stack, group) => {
        new RecoveryServicesVault(stack, "Vault", { name: "rsv-contoso", resourceGroup: group });
      }),
    ).toBe(MESSAGE);
  });

  test("is refused where a construct has looked at it before the synthesis, to tell one principal from another", () => {
    expect(
      using((stack, group) => {
        const vault = new RecoveryServicesVault(stack, "Vault", {
          name: "rsv-contoso",
          resourceGroup: { name: "rg-backup", locationInput: "australiaeast" },
        });
        vault.access.grantReader({ principalId: group.id });
      }),
    ).toBe(MESSAGE);
  });

  test("is refused within a text because the other stack's state may not exist yet", () => {
    expect(
      using((stack, { name }) => {
        new ResourceGroup(stack, "Group", { name: `${name}-backup`, location: "westeurope" });
      }),
    ).toBe(MESSAGE);
  });

  test("is refused in an output because the other stack's state may not exist yet", () => {
    expect(
      using((stack, { id }) => {
        new TerraformOutput(stack, "Id", { value: id });
      }),
    ).toBe(MESSAGE);
  });

  test("is refused in whatever order the stacks are defined", () => {
    expect(
      using(
        (stack, { id }) => {
          new TerraformOutput(stack, "Id", { value: id });
        },
        ["backup", "network"],
      ),
    ).toBe(MESSAGE);
  });
});

describe("a stack", () => {
  const define = (id: string, subscriptionId?: string) =>
    refusal(() =>
      inFolder((outdir) => stackOf(new App({ outdir }), id, subscriptionId ? { subscriptionId } : {})),
    );

  test.each(["backup.eu", "backup eu", "backup*", ""])(
    "refuses the id %p because it names a folder and Terraform addresses",
    (id) => {
      expect(define(id)).toBe(
        `[app] the id ${JSON.stringify(id)} must be letters, digits, "_" and "-": choose another id`,
      );
    },
  );

  test("refuses a subscription's name because azurerm wants its GUID", () => {
    expect(define("backup", "production")).toBe(
      '[backup/Azure] subscriptionId must be a subscription\'s GUID, got "production"',
    );
  });

  test("refuses two resources of one address because Terraform would see only the last", () => {
    expect(
      refusalOf((stack) => {
        resourceGroup(stack, "westeurope", "One");
        resourceGroup(stack, "westeurope", "Two").overrideLogicalId("One");
      }),
    ).toBe(
      "[test] test/Two and another construct both have the address azurerm_resource_group.One: give one of them another id",
    );
  });

  test("reports a single objection of a construct too", () => {
    expect(
      refusalOf((stack) => {
        resourceGroup(stack).node.addValidation({ validate: () => ["Group is wrong"] });
      }),
    ).toBe("[test/Group] Group is wrong");
  });

  test("reports what all its constructs object to, each with its path", () => {
    expect(
      refusalOf((stack) => {
        for (const id of ["One", "Two"]) {
          const group = resourceGroup(stack, "westeurope", id);
          group.node.addValidation({ validate: () => [`${id} is wrong`, `${id} is late`] });
        }
      }),
    ).toBe(
      [
        "[test/One] 2 problems:",
        "  - One is wrong",
        "  - One is late",
        "[test/Two] 2 problems:",
        "  - Two is wrong",
        "  - Two is late",
      ].join("\n"),
    );
  });
});
