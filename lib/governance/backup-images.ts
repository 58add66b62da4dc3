import { type BackupImage, vmBackupImages } from "../../policies/vm-backup-images";
import { quoted } from "../core/problems";
import type { VirtualMachine } from "../inventory/virtual-machine";

/** Why a VM's image is nothing that the built-ins for backup act on. */
export interface ImageReason {
  readonly kind: "image" | "custom image" | "unknown image";
  readonly reason: string;
}

const { version, images } = vmBackupImages;
const LIST = `the list of version ${version}`;
/** What fits into a message. */
const FEW = 12;

/**
 * Why the built-ins for backup skip a VM for its image. Their rule compares publisher, offer and SKU of the VM's
 * `imageReference`, which images of a gallery, custom images and VMs made from a disk do not have.
 */
export function imageReason({ id, image }: VirtualMachine): ImageReason | undefined {
  if (/\/resourceGroups\/databricks-rg-/i.test(id))
    return {
      kind: "image",
      reason: "it is in a resource group of Azure Databricks, which the rule leaves out",
    };
  if (image?.publisher === undefined) return unlisted(image?.id);
  const { publisher, offer = "", sku = "" } = image;
  const ofOffer = images.filter((one) => isLike(publisher, [one.publisher]) && isLike(offer, one.offers));
  if (ofOffer.some(({ skus }) => skus === undefined || isLike(sku, skus))) return undefined;
  const name = quoted([publisher, offer, sku].filter(Boolean).join(" "));
  return { kind: "image", reason: `its image ${name} is not on ${LIST}${known(ofOffer)}` };
}

function unlisted(id: string | undefined): ImageReason {
  if (id === undefined) {
    const reason = `its image is not known, as that of a VM made from a disk, and ${LIST} has marketplace images alone`;
    return { kind: "unknown image", reason };
  }
  const name = /\/images\/([^/]+)/i.exec(id)?.[1] ?? id;
  const reason = `its image ${quoted(name)} is one of your own, and ${LIST} has marketplace images alone`;
  return { kind: "custom image", reason };
}

/** What of the same publisher and offer is on the list. */
function known(ofOffer: readonly BackupImage[]): string {
  const skus = ofOffer.flatMap((one) => one.skus ?? []);
  return skus.length > 0 && skus.length <= FEW ? `, which has ${skus.join(", ")} of it` : "";
}

const patterns = new Map<string, RegExp>();

/** As Azure Policy's "equals", "in" and "like" compare: no letter case, "*" is any text. */
function isLike(text: string, like: readonly string[]): boolean {
  return like.some((pattern) => {
    const known = patterns.get(pattern) ?? expressionOf(pattern);
    patterns.set(pattern, known);
    return known.test(text);
  });
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.\\+?^${}()|[\]]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is");
}
