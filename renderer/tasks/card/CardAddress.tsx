import { Navigate, useParams } from 'react-router';
import { useLive } from '../../app/office-context.tsx';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { Page, PageBody } from '../../design/Page.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';

/** A card's address without its board, as search results give it: leads to the card on its board. */
export function CardAddress() {
  const { card = '' } = useParams();
  const found = useLive('card.read', { id: card });
  const problem = useRefusalText(found.refusal, 'card.read');
  if (found.value !== undefined) return <Navigate to={`/tasks/${found.value.board}/card/${card}`} replace />;
  return (
    <Page>
      <PageBody>{problem === undefined ? <Skeleton /> : <ErrorNotice>{problem}</ErrorNotice>}</PageBody>
    </Page>
  );
}
