import { LabelDialog } from './LabelDialog.tsx';
import { PaperDialog } from './PaperDialog.tsx';
import type { PrintRequest } from './print-context.ts';

/** The dialog of a request. Loaded when first asked for: the drawing of bar codes is large. */
export function PrintDialog({ request, onClose }: { readonly request: PrintRequest; readonly onClose: () => void }) {
  if (request.kind === 'labels') return <LabelDialog items={request.items} lot={request.lot} onClose={onClose} />;
  if (request.kind === 'location-labels') return <LabelDialog items={[]} locations={request.locations} onClose={onClose} />;
  return <PaperDialog request={request} onClose={onClose} />;
}
