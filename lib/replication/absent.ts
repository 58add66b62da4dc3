/** azurerm reads some blocks as attributes: every member must be there, null where it is not meant. */
export const ABSENT = null as unknown as undefined;
