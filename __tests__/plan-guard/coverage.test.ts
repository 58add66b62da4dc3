import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { change, findingsOf, plan } from "./plans";

const CLASS = /@cdktf\/provider-azurerm\/lib\/([a-z0-9-]+)"/g;

/** Types of azurerm that the library writes. */
const TYPES = [
  ...new Set(
    readdirSync("lib", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...readFileSync(join("lib", file), "utf8").matchAll(CLASS)])
      .map(([, name = ""]) => name.replaceAll("-", "_"))
      .filter((name) => name !== "provider"),
  ),
].sort();

/** Types that may go by themselves, with the reason. */
const HARMLESS: Readonly<Record<string, string>> = {
  application_insights_workbook: "shows, and protects nothing",
  consumption_budget_management_group: "watches cost",
  consumption_budget_resource_group: "watches cost",
  consumption_budget_subscription: "watches cost",
  management_group_policy_exemption: "its end protects more",
  monitor_alert_processing_rule_suppression: "its end tells more",
  resource_group: "its resources are in the plan themselves",
  resource_group_policy_exemption: "its end protects more",
  resource_policy_exemption: "its end protects more",
  storage_share: "what is backed up is its backup's concern",
  subscription_policy_exemption: "its end protects more",
};

const NETWORKS = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";
const NETWORK = `${NETWORKS}/virtualNetworks/test`;
const ACCOUNT = { resource_group_name: "rg", automation_account_name: "aa" };
const DRILL = { ...ACCOUNT, runbook_name: "drill", name: "drill", schedule_name: "drill" };

/** Of types that serve anything: values with which they serve backups. */
const SERVING: Readonly<Record<string, Record<string, unknown>>> = {
  automation_account: { resource_group_name: "rg", name: "aa" },
  automation_job_schedule: DRILL,
  automation_runbook: { ...DRILL, content: "/replicationRecoveryPlans/" },
  automation_schedule: DRILL,
  kubernetes_cluster_extension: { extension_type: "Microsoft.DataProtection.Kubernetes" },
  kubernetes_cluster_trusted_access_role_binding: {
    source_resource_id: "/x/Microsoft.DataProtection/backupVaults/b",
  },
  network_security_group: { id: `${NETWORKS}/networkSecurityGroups/nsg` },
  network_security_rule: { resource_group_name: "rg", network_security_group_name: "nsg", access: "Deny" },
  private_dns_zone: { name: "privatelink.siterecovery.windowsazure.com" },
  private_dns_zone_virtual_network_link: {
    private_dns_zone_name: "privatelink.siterecovery.windowsazure.com",
  },
  private_endpoint: { private_service_connection: [{ subresource_names: ["AzureSiteRecovery"] }] },
  public_ip: { id: "/ip" },
  storage_account: { id: "/cache" },
  subnet: { id: `${NETWORK}/subnets/snet` },
  subnet_network_security_group_association: {
    subnet_id: `${NETWORK}/subnets/snet`,
    network_security_group_id: `${NETWORKS}/networkSecurityGroups/nsg`,
  },
  virtual_network: { id: NETWORK },
};

const REPLICA = {
  test_network_id: NETWORK,
  target_network_id: NETWORK,
  managed_disk: [{ staging_storage_account_id: "/cache" }],
  network_interface: [{ target_subnet_name: "snet", recovery_public_ip_address_id: "/ip" }],
};

/** What stays, and shows what the others serve. */
const BESIDE = [
  change("azurerm_site_recovery_replicated_vm", REPLICA, REPLICA),
  ...["automation_runbook", "automation_job_schedule", "subnet_network_security_group_association"].map(
    (type) => {
      const values = SERVING[type] ?? {};
      return change(`azurerm_${type}`, values, values);
    },
  ),
];

const destroyed = (type: string) =>
  findingsOf(plan(...BESIDE, { ...change(`azurerm_${type}`, SERVING[type] ?? {}, null), address: "it" }));

test("there are types to be judged", () => {
  expect(TYPES.length).toBeGreaterThan(70);
  expect(Object.keys(HARMLESS).filter((type) => !TYPES.includes(type))).toEqual([]);
});

test.each(TYPES.filter((type) => !(type in HARMLESS)))("%s is found when it goes", (type) => {
  expect(destroyed(type)).toHaveLength(1);
});

test.each(Object.entries(HARMLESS))("%s may go: %s", (type) => {
  expect(destroyed(type)).toEqual([]);
});
