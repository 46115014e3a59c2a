import { LabelDialog } from './LabelDialog.tsx';
import { PaperDialog } from './PaperDialog.tsx';
import type { PrintRequest } from './print-context.ts';

/** The dialog of a request. Loaded when first asked for: the drawing of bar codes is large. */
export function PrintDialog({ request, onClose }: { readonly request: PrintRequest; readonly onClose: () => void }) {
  return request.kind === 'labels' ? <LabelDialog items={request.items} lot={request.lot} onClose={onClose} /> : <PaperDialog request={request} onClose={onClose} />;
}
