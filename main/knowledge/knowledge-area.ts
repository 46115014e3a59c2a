/** Articles: their rows, and what can be asked about them. */
import type { Area } from '../area.ts';
import { createArticleCommands } from './article-commands.ts';
import { createArticleQueries } from './article-queries.ts';
import { createKnowledgeProjection } from './knowledge-projection.ts';
import { createMarkdownConverter } from './markdown.ts';

export function createKnowledgeArea(): Area {
  const converter = createMarkdownConverter();
  return {
    name: 'knowledge',
    projections: [createKnowledgeProjection()],
    handlers: [...createArticleCommands(converter), ...createArticleQueries(converter)],
  };
}
