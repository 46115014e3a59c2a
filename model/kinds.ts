/** All document kinds: a new area adds its line here. */
import { directoryKind } from './directory/directory-kind.ts';
import { createKindRegistry } from './document/registry.ts';
import { articleKind } from './knowledge/article-kind.ts';
import { versionsKind } from './knowledge/versions-kind.ts';
import { closingKind } from './stock/closing-kind.ts';
import { catalogueKind } from './stock/catalogue-kind.ts';
import { countsKind } from './stock/counts-kind.ts';
import { ledgerKind } from './stock/ledger-kind.ts';
import { locationsKind } from './stock/locations-kind.ts';
import { photoKind } from './stock/photo-kind.ts';
import { proposalsKind } from './stock/proposals-kind.ts';
import { quotaKind } from './stock/quota-kind.ts';
import { reviewKind } from './stock/review-kind.ts';
import { ordersKind } from './orders/orders-kind.ts';
import { boardKind } from './tasks/board-kind.ts';

export const kinds = createKindRegistry([directoryKind, catalogueKind, proposalsKind, ledgerKind, locationsKind, photoKind, quotaKind, reviewKind, closingKind, countsKind, ordersKind, boardKind, articleKind, versionsKind]);
