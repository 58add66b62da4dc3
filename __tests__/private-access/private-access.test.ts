import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { Token } from "cdktf";
import {
  PrivateAccess,
  RecoveryServicesVault,
  type RecoveryServicesVaultProps,
  type ResilienceStack,
} from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { VAULT } from "../vault/define-vault";
import { ENDPOINT, hub, privateAccess, SUBNET, ZONES, zoneId } from "./define-access";

const [BACKUP = "", BLOB = "", QUEUE = "", RECOVERY = ""] = ZONES;

describe("a private endpoint", () => {
  test("is for Azure Backup unless more is asked for, in the vault's region and group, without a request to approve", () => {
    const stack = synthesise((s) => privateAccess({ dns: hub(s) })(s));

    expect(stack.only(ENDPOINT)).toEqual({
      name: `pep-\${${VAULT}.Vault.name}-backup`,
      location: "australiaeast",
      resource_group_name: `\${${VAULT}.Vault.resource_group_name}`,
      subnet_id: SUBNET,
      private_service_connection: {
        name: `pep-\${${VAULT}.Vault.name}-backup`,
        is_manual_connection: false,
        private_connection_resource_id: `\${${VAULT}.Vault.id}`,
        subresource_names: ["AzureBackup"],
      },
      private_dns_zone_group: {
        name: "default",
        private_dns_zone_ids: [BACKUP, BLOB, QUEUE].map((name) => zoneId(name)),
      },
    });
  });

  test("is made for each service, since Azure connects an endpoint to one sub-resource", () => {
    const stack = synthesise((s) =>
      privateAccess({
        dns: hub(s),
        services: ["AzureBackup", "AzureSiteRecovery"],
        name: "erp",
        region: "Australia Southeast",
        resourceGroup: { name: "rg-endpoints" },
        tags: { Application: "Backup" },
      })(s),
    );

    const endpoints = Object.values(stack.all(ENDPOINT));
    expect(
      endpoints.map(({ name, private_service_connection, private_dns_zone_group }) => ({
        name,
        private_service_connection,
        private_dns_zone_group,
      })),
    ).toEqual([
      {
        name: "pep-erp-backup",
        private_service_connection: expect.objectContaining({ subresource_names: ["AzureBackup"] }),
        private_dns_zone_group: expect.objectContaining({
          private_dns_zone_ids: [zoneId(BACKUP), zoneId(BLOB), zoneId(QUEUE)],
        }),
      },
      {
        name: "pep-erp-asr",
        private_service_connection: expect.objectContaining({ subresource_names: ["AzureSiteRecovery"] }),
        private_dns_zone_group: expect.objectContaining({ private_dns_zone_ids: [zoneId(RECOVERY)] }),
      },
    ]);
    for (const endpoint of endpoints)
      expect(endpoint).toMatchObject({
        location: "australiasoutheast",
        resource_group_name: "rg-endpoints",
        tags: { Application: "Backup" },
      });
  });

  test("leaves its registration alone where Azure Policy makes it, or the next plan would take it away", () => {
    const endpoint = synthesise(privateAccess()).only(ENDPOINT);

    expect(endpoint.private_dns_zone_group).toBeUndefined();
    expect(endpoint.lifecycle).toEqual({ ignore_changes: ["private_dns_zone_group"] });
  });

  test("takes the provider's subnet as it stands, and its literal id in the spelling that azurerm wants", () => {
    const own = synthesise((s) => {
      const subnet = new Subnet(s, "Endpoints", {
        name: "snet-endpoints",
        resourceGroupName: "rg-net",
        virtualNetworkName: "vnet-app",
        addressPrefixes: ["10.80.0.0/26"],
      });
      privateAccess({ subnet })(s);
    });
    const literal = synthesise(
      privateAccess({ subnet: { id: SUBNET.replace("/resourceGroups/", "/resourcegroups/") } }),
    );

    expect(own.only(ENDPOINT).subnet_id).toBe("${azurerm_subnet.Endpoints.id}");
    expect(literal.only(ENDPOINT).subnet_id).toBe(SUBNET);
  });
});

describe("the vault's public access", () => {
  test("goes off with private access, which would be beside the point otherwise", () => {
    expect(synthesise(privateAccess()).only(VAULT).public_network_access_enabled).toBe(false);
  });

  test("stays on where the program says so", () => {
    const stack = synthesise(privateAccess({}, { publicNetworkAccess: true }));

    expect(stack.only(VAULT).public_network_access_enabled).toBe(true);
  });
});

describe("a vault of somebody else's", () => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-central/providers/Microsoft.RecoveryServices/vaults/rsv-central`;

  test("takes endpoints when it is said to be empty, by its id and name", () => {
    const stack = synthesise((s: ResilienceStack) => {
      const access = RecoveryServicesVault.fromVaultId(
        s,
        "Central",
        id.replace("Microsoft.RecoveryServices", "microsoft.recoveryservices"),
        "australiaeast",
      ).addPrivateAccess("Private", {
        subnet: { id: SUBNET },
        dns: hub(s),
        acknowledge: ["vault without items"],
      });
      expect(PrivateAccess.isPrivateAccess(access)).toBe(true);
    });

    expect(stack.only(ENDPOINT)).toMatchObject({
      name: "pep-rsv-central-backup",
      resource_group_name: "rg-central",
      private_service_connection: { private_connection_resource_id: id },
    });
  });
});

test("a vault that restores across regions is pointed out, since databases are left out of that", () => {
  const stack = synthesise(
    privateAccess({}, { crossRegionRestore: true, acknowledge: ["cross-region restore"] }),
  );

  expect(stack.findings).toEqual([
    {
      kind: "warning",
      subject: "test/Vault/Private",
      reason:
        "the vault restores across regions, and Azure does not do that for SQL Server and SAP HANA databases in a vault with private endpoints",
      remedy: "back those databases up to another vault, or give up one of the two",
    },
  ]);
});

describe("Site Recovery's roles on cache accounts", () => {
  const caches = [
    {
      storageAccountId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Storage/storageAccounts/stcache`,
    },
  ];
  const grantees = (vault: Partial<RecoveryServicesVaultProps>) => {
    const stack = synthesise(
      privateAccess({ services: ["AzureSiteRecovery"], caches, roleWaitSeconds: 0 }, vault),
    );
    return Object.values(stack.all("azurerm_role_assignment")).map(({ principal_id }) => principal_id);
  };

  test("go to the identity that the vault has of its own", () => {
    const own = `\${${VAULT}.Vault.identity[0].principal_id}`;

    expect(grantees({})).toEqual([own, own]);
  });

  test("go to the user-assigned identity of a vault that has no other", () => {
    const principalId = "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11";
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup`;

    expect(grantees({ identity: { systemAssigned: false, userAssigned: [{ id, principalId }] } })).toEqual([
      principalId,
      principalId,
    ]);
  });
});

test("what is known only at the deployment passes", () => {
  const later = (word: string) => Token.asString({ resolve: () => `\${local.${word}}` });
  const stack = synthesise(
    privateAccess({
      subnet: { id: later("subnet") },
      subnetPrefix: later("prefix"),
      region: later("region"),
      name: later("name"),
    }),
  );

  expect(stack.only(ENDPOINT)).toMatchObject({
    subnet_id: "${local.subnet}",
    location: "${local.region}",
    name: "pep-${local.name}-backup",
  });
});
