import { useLive } from '../office-context.tsx';

/** What waits for this person in each area, for the rail. */
export function useCounts(): { readonly today?: number; readonly tasks?: number; readonly stock?: number; readonly knowledge?: number } {
  const tasks = useLive('tasks.summary', { limit: 1 }).value;
  const stock = useLive('stock.summary', {}).value;
  const knowledge = useLive('knowledge.summary', { limit: 1 }).value;
  return {
    tasks: (tasks?.mine.overdue ?? 0) + (tasks?.everyone.collided ?? 0),
    stock: (stock?.toReceive ?? 0) + (stock?.openExceptions ?? 0),
    knowledge: knowledge?.myReviewDue ?? 0,
  };
}
