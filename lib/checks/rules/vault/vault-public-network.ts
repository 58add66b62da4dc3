import { defineRule } from "../../rule";
import { onAttribute, VAULT } from "../attribute";
import { isOff } from "../boolean";

/** KICS, CIS and Azure Policy ask for it; it needs private endpoints and their addresses. */
export const vaultPublicNetwork = defineRule({
  id: "vault-public-network",
  title: "Recovery Services vaults cannot be reached over public networks",
  severity: "warning",
  frameworks: { KICS: ["#7851"], CIS: ["5.2.5"], "Azure Policy": ["9ebbbba3-4d65-4da9-bb67-b22cfaaff090"] },
  strict: true,
  why: "stolen credentials would work from everywhere",
  fix: "set public_network_access_enabled to false, and add private endpoints before anything is protected",
  check: onAttribute({
    type: VAULT,
    name: "public_network_access_enabled",
    read: (vault) => vault.config.public_network_access_enabled ?? true,
    holds: isOff(true),
  }),
});
