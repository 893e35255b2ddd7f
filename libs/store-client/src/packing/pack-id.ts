import { fromUuidBytes, toUuidBytes, uuidPattern } from "./uuid-bytes.ts";

/** What the first byte says of the others. */
const [isText, isUuid] = [0, 1];
const uuid = new RegExp(`^${uuidPattern}$`);

/** An id of any form; a UUID takes 17 bytes. */
export const packId = (id: string): Uint8Array =>
  uuid.test(id) ? Buffer.from([isUuid, ...toUuidBytes(id)]) : Buffer.from([isText, ...Buffer.from(id)]);

export const unpackId = (bytes: Uint8Array): string =>
  bytes[0] === isUuid ? fromUuidBytes(bytes.subarray(1)) : Buffer.from(bytes.subarray(1)).toString();
