/** Boards and cards: their rows, and what can be asked about them. */
import type { Area } from '../area.ts';
import { boardCommands } from './board-commands.ts';
import { cardCommands } from './card-commands.ts';
import { taskQueries } from './task-queries.ts';
import { tasksProjection } from './tasks-projection.ts';

export function createTasksArea(): Area {
  return { name: 'tasks', projections: [tasksProjection], handlers: [...boardCommands, ...cardCommands, ...taskQueries] };
}
