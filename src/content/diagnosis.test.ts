// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnosis.ts';
import { openPage } from './fixtures/simulated-crm.ts';
import { cell, HOST, idOf, list, LIST_PATH, read, row } from './fixtures/list-markup.ts';

function diagnosisOf(markup: string, path = LIST_PATH): string {
  read(markup, path);
  return diagnose(document, new URL(path, HOST)).join('\n');
}

describe('diagnose', () => {
  it('tells how a list is built and what was read of it', () => {
    const lines = diagnosisOf(list(row({ id: idOf(1) }) + row({ id: idOf(2), ticked: true })));
    expect(lines).toContain('Page: list, module Leads, org org#, frame top');
    expect(lines).toContain('Read: 1 ids of 1 modules');
    expect(lines).toContain('Boxes: 2 of 2 rows');
    expect(lines).toContain('COMPONENT: crux-table-component 1');
    expect(lines).toContain('lyte-exptable-tr id=# data-zcqa=detailView role=row');
    expect(lines).toContain('lyte-checkbox data-id=selectEntity id=selectEntity_#');
    expect(lines).toContain('input type=checkbox id=# checked (checked)');
    expect(lines).toContain('span class=customCheckBoxChecked');
    expect(lines).toContain('a href=tab link (text)');
  });

  it('tells nothing of a record, a person or the org', async () => {
    const page = await openPage('Potentials', { yesNoCells: 'checkbox' });
    page.click(...page.ids.slice(0, 3));
    const lines = diagnose(document, page.url).join('\n');
    const words = [...document.querySelectorAll('.lvRows a, .lvRows .tagElementList span, .lvRows lyte-text, .crmUser')]
      .map((element) => element.textContent.trim())
      .filter((text) => text.length > 2);
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((text) => lines.includes(text))).toEqual([]);
    expect(lines).not.toMatch(/\d{5,}/);
    expect(lines).not.toContain('/crm/');
  });

  it.each([
    ['a name where Zoho puts one', cell('<a data-zcqa="Ada Byron">Ada</a>'), 'Ada'],
    ['a short name where Zoho puts one', cell('<a data-zcqa="Cher">x</a>'), 'Cher'],
    ['a one-word label beside an id', cell(`<i data-zcqa="column_${idOf(1)}_Salary"></i>`), 'Salary'],
    ['an address', cell('<a href="mailto:ada@example.org">x</a>'), 'example'],
    ['a title', cell('<i title="Secret" aria-label="Secret" style="--a: Secret"></i>'), 'Secret'],
    ['a phone number', cell('<i id="p5550123"></i>'), '5550123'],
    ['a typed value', cell('<input value="Byron">'), 'Byron'],
    ['an id with a name', cell('<i id="Lindqvist"></i>'), 'Lindqvist'],
    ['an id with a name in it', cell('<i id="contact_Mara_Lindqvist"></i>'), 'Lindqvist'],
    ['an id with a name after a known word', cell('<i id="selectEntity_Lindqvist"></i>'), 'Lindqvist'],
    ['a class named for a tag', cell('<i class="tag-Insolvent cxTag12"></i>'), 'Insolvent'],
    ['a name where Zoho has its own word', cell('<i data-id="Lindqvist"></i>'), 'Lindqvist'],
    ['a role that is none', cell('<i role="Lindqvist"></i>'), 'Lindqvist'],
    ['a type that is none', cell('<input type="Lindqvist">'), 'Lindqvist'],
    ['a state that is none', cell('<i aria-checked="Lindqvist" hidden="Lindqvist"></i>'), 'Lindqvist'],
    ['a fixed column that is none', cell('<i fixed="Lindqvist"></i>'), 'Lindqvist'],
    ['the name of an attribute', cell('<i data-lindqvist="1"></i>'), 'lindqvist'],
    ['the name of an element', cell('<x-lindqvist></x-lindqvist>'), 'lindqvist'],
    ['a label before an id', cell(`<i data-zcqa="Lindqvist_${idOf(1)}"></i>`), 'Lindqvist'],
    ['a mail address', cell('<i id="mara@acme.com"></i>'), 'mara'],
    ['a word beyond ASCII', cell('<i id="Müller" class="Müller"></i>'), 'ller'],
    ['a name in the list around it', `<section class="Lindqvist" id="Lindqvist">${cell('x')}</section>`, 'Lindqvist'],
  ])('leaves out %s', (_what, cells, secret) => {
    expect(diagnosisOf(list(row({ id: idOf(1), cells })))).not.toContain(secret);
  });

  it('tells nothing but words of a list, and says how many others there are', () => {
    const markup = '<i class="cellWrap a-b zohoNew cxTag12" data-x="1" data-y="2" role="row">x</i>';
    const lines = diagnosisOf(list(row({ id: idOf(1), cells: cell(markup) })));
    expect(lines).toContain('i class=cellWrap cxTag# +2 role=row +2 (text)');
  });

  it('names shipped modules only, and no chosen org', () => {
    expect(diagnosisOf('', '/crm/acme/tab/CustomModule5')).toContain('module CustomModule#, org a chosen name');
    expect(diagnosisOf('', '/crm/acme/tab/SecretProjects')).toContain('module another');
    expect(diagnosisOf('', '/crm/acme/tab/SecretProjects')).not.toMatch(/acme|Secret/);
  });
});
