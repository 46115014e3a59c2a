/**
 * Why the relay ends a connection, as WebSocket close codes. 4400 to 4499 tell a y-websocket client that coming back
 * is pointless, others that it may come back.
 */
import type { RefusedReason } from '#model/link/messages.ts';

export function closeCodeOf(reason: RefusedReason): number {
  switch (reason) {
    case 'malformed':
      return 4400;
    case 'unknownWorkstation':
    case 'badSignature':
    case 'badSetupCode':
    case 'enrolmentUnknown':
    case 'enrolmentUsed':
    case 'enrolmentExpired':
      return 4401;
    case 'revoked':
      return 4403;
    case 'unknownOrganisation':
    case 'notClaimed':
      return 4404;
    case 'alreadyClaimed':
      return 4409;
    case 'tooLarge':
      return 4413;
    case 'protocolTooOld':
    case 'relayTooOld':
      return 4426;
    case 'tooFast':
      return 4529;
    case 'stopping':
      return 1012;
    case 'storageFailed':
      return 1011;
  }
}
