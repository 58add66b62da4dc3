import { blocksOf } from "../../../synthesized/blocks";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** azurerm 4 has the addresses of a network interface in its block, azurerm 5 in the IP configurations of it. */
const addressBlocks = (replica: SynthesizedResource) =>
  replica.blocks("network_interface").flatMap((nic) => [nic, ...blocksOf(nic, "ip_configuration")]);

/** Within the target network of the app; whether others have the address is known in Azure alone. */
export const failoverAddresses = defineRule({
  id: "failover-addresses",
  title: "No two failovers take the same address",
  severity: "error",
  frameworks: {},
  why: "the second VM would start without its network",
  fix: "give each network interface a target_static_ip of its own",
  check: ({ app }) => {
    const taken = new Map<string, string>();
    return app.ofType("azurerm_site_recovery_replicated_vm").flatMap((replica) => {
      const network = replica.keyOf(replica.config.target_network_id) ?? "";
      return addressBlocks(replica).flatMap(({ target_static_ip: ip }) => {
        if (typeof ip !== "string" || ip === "") return [];
        const other = taken.get(`${network} ${ip}`);
        if (other === undefined) taken.set(`${network} ${ip}`, replica.path);
        const found = other === undefined ? `${ip} is its own` : `${ip} is an address of ${other} too`;
        return [onResource(replica, other === undefined, found)];
      });
    });
  },
});
