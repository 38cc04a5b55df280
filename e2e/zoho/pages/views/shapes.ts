import { html } from '../html.ts';
import type { Hole, Html } from '../html.ts';
import { tagList } from '../list/tag-cell.ts';
import type { ListModel, Row } from '../list/model.ts';
import type { Words } from '../words.ts';

const STAGES = ['New', 'Contacted', 'Qualified', 'Proposal sent'];

/**
 * A view of a module in another shape than a list. It is unknown whether the live page can tick its records; here it
 * cannot.
 */
export function shapedPage(model: ListModel, shape: string, words: Words): Html {
  return html`<div class="lvToolbar">
      <h1 class="lvTitle" dir="auto">${model.viewName}</h1>
      <nav class="lvShapes">
        ${model.shapes.map(
          (choice) =>
            html`<a href="${choice.href}" ${choice.label.toLowerCase() === shape && html` aria-current="page"`}
              >${choice.label}</a
            >`,
        )}
      </nav>
    </div>
    <div class="lvBody">${body(model, shape, words)}</div>`;
}

function body(model: ListModel, shape: string, words: Words): Html {
  if (shape === 'kanban') return kanban(model, words);
  if (shape === 'sheet') return sheet(model);
  return html`<div class="cvCards" data-shape="${shape}">${model.rows.map((row) => card(row, words))}</div>`;
}

function kanban(model: ListModel, words: Words): Html {
  return html`<div class="crm-kv-board">
    ${STAGES.map((stage, column) => {
      const rows = model.rows.filter((_row, at) => at % STAGES.length === column);
      return html`<section class="crm-kv-column">
        <h2>${stage} <span>${rows.length}</span></h2>
        ${rows.map((row) => card(row, words))}
      </section>`;
    })}
  </div>`;
}

function card(row: Row, words: Words): Html {
  return html`<lyte-card class="crm-kv-card"
    ><a class="crm-kv-header-link" href="${row.href}" dir="auto">${row.name}</a>${tagList(row.tags, words)}</lyte-card
  >`;
}

/** A spreadsheet: a table with boxes that pick cells for editing, not records. */
function sheet(model: ListModel): Html {
  const cells = (row: Row): Hole =>
    model.columns.map((_column, at) => html`<td dir="auto">${row.cells[at]?.text}</td>`);
  return html`<table class="crmSheet">
    <thead>
      <tr>
        <th></th>
        ${model.columns.map((column) => html`<th>${column.label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${model.rows.map(
        (row) =>
          html`<tr>
            <td><input type="checkbox" name="pick" /></td>
            ${cells(row)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
