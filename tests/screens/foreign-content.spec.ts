/** Articles that hold what no editor of this version can: written by a newer version, or by a program of the company's own. */
import * as Y from 'yjs';
import { connectCore } from '../../main/shell/core/core-client.ts';
import { openAddress } from './support/places.ts';
import { expect, test, type SampleOffice } from './support/sample-office.ts';

/** Edits an article as another program would, beside the office's own screens. */
async function writeBeside(sample: SampleOffice, article: string, edit: (body: Y.XmlFragment) => void): Promise<void> {
  const doc = new Y.Doc();
  const saved = Promise.withResolvers<void>();
  const connection = await connectCore(sample.dataDir, {
    message(message) {
      if (message.type === 'editorSaved') saved.resolve();
      if (message.type !== 'editorUpdate') return;
      Y.applyUpdate(doc, Buffer.from(message.update, 'base64'));
      doc.once('update', (update: Uint8Array) => connection?.send({ type: 'editorUpdate', id: 1, update: Buffer.from(update).toString('base64') }));
      edit(doc.getXmlFragment('body'));
    },
    closed: () => saved.reject(new Error('the office is gone')),
  });
  connection?.send({ type: 'editor', id: 1, document: `article/${article}` });
  await saved.promise;
  connection?.close();
}

function table(text: string): Y.XmlElement {
  const made = new Y.XmlElement('table');
  const row = new Y.XmlElement('tableRow');
  row.insert(0, [new Y.XmlText(text)]);
  made.insert(0, [row]);
  return made;
}

test('[KNOW-7] a table that arrives while the article is open is not deleted; put in order, its words stay', async ({ page, sample }) => {
  const { id } = await sample.call<{ id: string }>('article.create', { title: '验收标准', markdown: '先看外箱。' });
  await openAddress(page, sample, `/knowledge/${id}`);
  const text = page.getByRole('textbox', { name: '正文' });
  await expect(text).toContainText('先看外箱。');

  await writeBeside(sample, id, (body) => body.push([table('破损率不超过百分之二')]));
  await expect(page.getByText('这篇文章含有本版本不能编辑的内容')).toBeVisible();
  await expect(page.getByRole('document', { name: '正文' })).toContainText('破损率不超过百分之二');
  await expect(text).toHaveCount(0);

  await page.reload();
  await expect(page.getByText('这篇文章含有本版本不能编辑的内容')).toBeVisible();
  await page.getByRole('button', { name: '整理后编辑' }).click();
  await expect(text).toContainText('破损率不超过百分之二');
  await text.press('Control+End');
  await text.pressSequentially('又补一句。');
  await expect(page.getByText('已存本机')).toBeVisible();
  const { markdown } = await sample.call<{ markdown: string }>('article.read', { id });
  expect(markdown).toContain('先看外箱。');
  expect(markdown).toContain('破损率不超过百分之二又补一句。');
});

test('[KNOW-7] text that a plain client left outside of any paragraph is shown, and can be edited once it is in order', async ({ page, sample }) => {
  const { id } = await sample.call<{ id: string }>('article.create', { title: '自动日报', markdown: '人工部分。' });
  await writeBeside(sample, id, (body) => body.insert(0, [new Y.XmlText('由脚本写入')]));
  await openAddress(page, sample, `/knowledge/${id}`);
  await expect(page.getByRole('document', { name: '正文' })).toContainText('由脚本写入');
  await page.getByRole('button', { name: '整理后编辑' }).click();
  await expect(page.getByRole('textbox', { name: '正文' })).toContainText('由脚本写入');
  await expect(page.getByRole('textbox', { name: '正文' })).toContainText('人工部分。');
});
