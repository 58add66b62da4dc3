import { type PrivateAccessOptions, RecoveryServicesVault, type ResilienceStack } from "../../lib";
import { addRegions } from "../../lib/core/regions";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { networkId, vmId } from "../support/vms";
import { defineVault } from "../vault/define-vault";
import { ENDPOINT, hub, privateAccess, SUBNET, ZONE, ZONES, zones } from "./define-access";

const OTHER = "11111111-2222-3333-4444-555555555555";
const CENTRAL = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-central/providers/Microsoft.RecoveryServices/vaults/rsv-central`;
const CACHE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Storage/storageAccounts/stcache`;

const refused = (options: Partial<PrivateAccessOptions>) => refusalOf(privateAccess(options));

test.each<[string, Partial<PrivateAccessOptions>, string]>([
  ["no service", { services: [] }, "services must name at least one service: remove it for Azure Backup"],
  [
    "a service twice",
    { services: ["AzureBackup", "AzureBackup"], name: "erp" },
    "services names a service twice: remove the repeat",
  ],
  [
    "a sub-resource that vaults do not have",
    { services: ["vault" as "AzureBackup"] },
    'services must be "AzureBackup" or "AzureSiteRecovery", got "vault": a vault has these sub-resources',
  ],
  [
    "a network in the subnet's place",
    { subnet: { id: networkId("vnet-app") } },
    `subnet must be the ARM id of a subnet, got "${networkId("vnet-app")}"`,
  ],
  [
    "a subnet of another subscription, in which azurerm could not make the endpoint",
    { subnet: { id: SUBNET.replace(SUBSCRIPTION, OTHER) } },
    `subnet must be in the stack's subscription ${SUBSCRIPTION}, got ${OTHER}: Azure has private endpoints in the subscription of their network only`,
  ],
  ["a region that does not exist", { region: "atlantis" }, 'region must be an Azure region, got "atlantis"'],
  [
    "a name that ends in what Azure does not allow, once the abbreviations are around it",
    { name: "erp app" },
    'name must be 2 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit, got "pep-erp app-backup"',
  ],
  [
    "caches without Site Recovery, which alone uses them",
    { caches: [{ storageAccountId: CACHE }] },
    'caches are of Site Recovery: add "AzureSiteRecovery" to services, or remove caches',
  ],
  [
    "what is no storage account",
    { services: ["AzureSiteRecovery"], caches: [{ storageAccountId: vmId("vm1") }] },
    `caches must be ARM ids of storage accounts, got "${vmId("vm1")}"`,
  ],
])("refuses %s", (_, options, message) => {
  expect(refused(options)).toBe(`[test/Vault/Private] ${message}`);
});

test("names 64 characters long are taken, and 65 are not", () => {
  const name = (length: number) => "n".repeat(length - "pep--backup".length);

  expect(synthesise(privateAccess({ name: name(64) })).only(ENDPOINT).name).toHaveLength(64);
  expect(refused({ name: name(65) })).toBe(
    `[test/Vault/Private] name must be 2 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit, got "pep-${name(65)}-backup"`,
  );
});

describe("an imported vault", () => {
  const imported =
    (region: string | undefined, options: Partial<PrivateAccessOptions> = {}) =>
    (s: ResilienceStack) =>
      RecoveryServicesVault.fromVaultId(s, "Central", CENTRAL, region).addPrivateAccess("Private", {
        subnet: { id: SUBNET },
        dns: "by Azure Policy",
        acknowledge: ["vault without items"],
        ...options,
      });

  test("is refused unless the program says that it never held an item, which nobody can see from here", () => {
    expect(refusalOf(imported("australiaeast", { acknowledge: [] }))).toBe(
      '[test/Central/Private] the vault is somebody else\'s, and Azure takes private endpoints only while nothing was ever registered in it: if it never held an item, add acknowledge: ["vault without items"]; otherwise use a new vault',
    );
  });

  test("has to say its region, or the region of the network", () => {
    expect(refusalOf(imported(undefined))).toBe(
      "[test/Central/Private] region is missing: give the region of the subnet's network, since the vault does not say its own",
    );
    expect(refusalOf((s) => imported(undefined, { region: "australiaeast", dns: hub(s) })(s))).toBe(
      '[test/Central/Private] geoCode is missing: the code of the vault\'s region is not known; look it up in Microsoft Learn, "Geo-code mapping"',
    );
    expect(synthesise(imported(undefined, { region: "australiaeast" })).only(ENDPOINT).location).toBe(
      "australiaeast",
    );
  });

  test("has to say its identity, where the roles on caches are wanted", () => {
    const services = ["AzureSiteRecovery"] as const;
    expect(refusalOf(imported("australiaeast", { services, caches: [{ storageAccountId: CACHE }] }))).toBe(
      "[test/Central/Private] identity is missing: give the vault's identity, which gets its roles on caches and which an imported vault does not say",
    );
    const identity = { principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11" };
    const stack = synthesise(
      imported("australiaeast", { services, identity, caches: [{ storageAccountId: CACHE }] }),
    );
    expect(
      Object.values(stack.all("azurerm_role_assignment")).map(
        ({ scope, principal_id, role_definition_id }) => [
          scope,
          principal_id,
          String(role_definition_id).split("/").at(-1),
        ],
      ),
    ).toEqual([
      [CACHE, identity.principalId, "b24988ac-6180-42a0-ab88-20f7382dd24c"],
      [CACHE, identity.principalId, "ba92f5b4-2d11-453d-a403-e96b0029c9fe"],
    ]);
  });
});

describe("geo codes", () => {
  const inNewRegion =
    (options: Partial<PrivateAccessOptions> = {}) =>
    (s: ResilienceStack) => {
      addRegions(["atlantiseast"]);
      return privateAccess(
        { dns: zones(s), ...options },
        { region: "atlantiseast", redundancy: "LocallyRedundant" },
      )(s);
    };

  test("of regions that are newer than this library have to be given", () => {
    expect(refusalOf(inNewRegion())).toBe(
      '[test/Vault/Private] geoCode is missing: the code of "atlantiseast" is not known; look it up in Microsoft Learn, "Geo-code mapping"',
    );
    const stack = synthesise(inNewRegion({ geoCode: "ate" }));
    expect(Object.values(stack.all(ZONE)).map(({ name }) => name)).toEqual([
      "privatelink.ate.backup.windowsazure.com",
      ...ZONES.slice(1, 3),
    ]);
  });

  test("are not needed for Site Recovery, nor where Azure Policy registers the endpoints", () => {
    expect(synthesise(inNewRegion({ services: ["AzureSiteRecovery"] })).only(ENDPOINT)).toMatchObject({
      location: "atlantiseast",
    });
    expect(synthesise(inNewRegion({ dns: "by Azure Policy" })).all(ZONE)).toEqual({});
  });

  test("are a few lower-case letters and digits", () => {
    expect(refusalOf(inNewRegion({ geoCode: "atlantis" }))).toBe(
      '[test/Vault/Private] geoCode must be a geo code such as "we", got "atlantis"',
    );
  });
});

describe("several private accesses of one vault", () => {
  const several =
    (count: number, options: (n: number, s: ResilienceStack) => Partial<PrivateAccessOptions>) =>
    (s: ResilienceStack) => {
      const vault = defineVault()(s);
      for (let n = 1; n <= count; n++)
        vault.addPrivateAccess(`Private${n}`, {
          subnet: { id: `${networkId(`vnet-${n}`)}/subnets/snet` },
          dns: "by Azure Policy",
          ...options(n, s),
        });
    };

  test("have 12 endpoints at most", () => {
    const named = (n: number) => ({ name: `net${n}` });

    expect(Object.keys(synthesise(several(12, named)).all(ENDPOINT))).toHaveLength(12);
    expect(refusalOf(several(13, named))).toBe(
      "[test/Vault/Private13] the vault must have 12 private endpoints at most, got 13: share endpoints between peered networks",
    );
  });

  test("need names of their own, since Azure confuses endpoints of one name", () => {
    expect(refusalOf(several(2, () => ({})))).toBe(
      "[test/Vault/Private2] the endpoint's name is the name of test/Vault/Private1's: Azure wants other names for a vault's endpoints; give name",
    );
  });

  test("need zones of their own, since the second's records overwrite the first's", () => {
    const share = () => {
      let dns: ReturnType<typeof zones> | undefined;
      return (n: number, s: ResilienceStack) => {
        dns ??= zones(s);
        return { dns, name: `net${n}` };
      };
    };

    expect(refusalOf((s) => several(2, share())(s))).toBe(
      "[test/Vault/Private2] dns has the records of test/Vault/Private1, another endpoint of this vault, which Azure would overwrite: give each its own zones, or share one endpoint",
    );
  });
});

describe("a customer-managed key", () => {
  const identity = {
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup`,
    principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11",
  };
  const encrypted = {
    encryption: { keyId: "https://kv-contoso.vault.azure.net/keys/backup", identity },
    acknowledge: ["customer-managed key"],
  } as const;

  test("that a user-assigned identity opens leaves no private endpoints for Azure Backup", () => {
    expect(refusalOf(privateAccess({}, encrypted))).toBe(
      "[test/Vault/Private] the vault cannot have private access: its customer-managed key is opened by a user-assigned identity, and Azure Backup has no private endpoints for such vaults; use a vault without encryption, or without private access",
    );
  });

  test("does not concern the endpoint of Site Recovery", () => {
    const stack = synthesise(privateAccess({ services: ["AzureSiteRecovery"] }, encrypted));

    expect(stack.only(ENDPOINT)).toMatchObject({ location: "australiaeast" });
  });
});

test("tells everything that is wrong at once", () => {
  expect(
    refused({ services: [], region: "atlantis", subnet: { id: "snet" } }),
  ).toBe(`[test/Vault/Private] 3 problems:
  - services must name at least one service: remove it for Azure Backup
  - subnet must be the ARM id of a subnet, got "snet"
  - region must be an Azure region, got "atlantis"`);
});

test("a wait for roles that Azure never takes is refused under its own name", () => {
  const refused = refusalOf((stack) => {
    const vault = new RecoveryServicesVault(stack, "Vault", {
      name: "rsv-contoso",
      resourceGroup: { name: "rg-contoso", locationInput: "australiaeast" },
    });
    const subnet = { id: SUBNET };
    vault.addPrivateAccess("Private", { subnet, dns: "by Azure Policy", roleWaitSeconds: 1801 });
  });
  expect(refused).toBe(
    "[test/Vault/Private] roleWaitSeconds must be 0 to 1800 seconds, got 1801: Azure takes ten minutes at most",
  );
});
