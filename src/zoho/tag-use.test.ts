import { describe, expect, it } from 'vitest';
import { tagUseIn } from './tag-use.ts';

const TAG = '5725767000000900018';

function action(...names: string[]) {
  return { id: '1', name: 'VIP, web', rules: names.map((name) => ({ name, module: 'Leads', id: '2' })) };
}

function place(name: string, id: string | null = '2', timing: 'instant' | null = null) {
  return { name, id, timing };
}

const NO_VIEWS = { cvnames: [], inaccessible_custom_view_present: false, cvmodules: [], cvids: [] };

describe('tagUseIn', () => {
  it('names the rules that add and remove the tag, and the views', () => {
    const areas = {
      workflow_tagActionRecords: {
        Orchestration: { [TAG]: { RemoveTags: [action('Clean up')], AddTags: [action('Welcome')] } },
        Workflow: { [TAG]: { RemoveTags: [], AddTags: [action('Score over 80'), action('Score over 80', 'Monthly')] } },
      },
      custom_view: {
        cvnames: ['VIP leads'],
        inaccessible_custom_view_present: true,
        cvmodules: ['Leads'],
        cvids: ['77'],
      },
    };
    expect(tagUseIn(areas, TAG)).toEqual({
      areas: [
        { type: 'orchestration-add', places: [place('Welcome')], hasHidden: false },
        { type: 'orchestration-remove', places: [place('Clean up')], hasHidden: false },
        { type: 'workflow-add', places: [place('Score over 80'), place('Monthly')], hasHidden: false },
        { type: 'view', places: [place('VIP leads', '77')], hasHidden: true },
      ],
      isWhole: true,
    });
  });

  it('says whether a rule acts at once', () => {
    const rules = [{ name: 'At once', id: '2', execution_type: 'instant' }];
    const areas = { workflow_tagActionRecords: { Workflow: { [TAG]: { AddTags: [{ name: 'VIP', rules }] } } } };
    expect(tagUseIn(areas, TAG)?.areas[0]?.places).toEqual([place('At once', '2', 'instant')]);
  });

  it('leaves out the rules of other tags', () => {
    const areas = {
      workflow_tagActionRecords: { Workflow: { '5725767000000900099': { AddTags: [action('Other')] } } },
      custom_view: NO_VIEWS,
    };
    expect(tagUseIn(areas, TAG)).toEqual({ areas: [], isWhole: true });
  });

  it('names the action where it has no rules', () => {
    const areas = { workflow_tagActionRecords: { Workflow: { [TAG]: { AddTags: [{ name: 'VIP, web' }] } } } };
    expect(tagUseIn(areas, TAG)?.areas).toEqual([
      { type: 'workflow-add', places: [place('VIP, web', null)], hasHidden: false },
    ]);
  });

  it.each([[undefined], [null], ['none'], [[]], [7]])('has nothing to read in %j', (areas) => {
    expect(tagUseIn(areas, TAG)).toBeNull();
  });

  it.each([
    [{}],
    [{ custom_view: NO_VIEWS }],
    [{ workflow_tagActionRecords: {} }],
    [{ workflow_tagActionRecords: {}, custom_view: NO_VIEWS, scoring: {} }],
    [{ workflow_tagActionRecords: [], custom_view: NO_VIEWS }],
    [{ workflow_tagActionRecords: { Workflow: null }, custom_view: NO_VIEWS }],
    [{ workflow_tagActionRecords: { Workflow: { [TAG]: { AddTags: 'all' } } }, custom_view: NO_VIEWS }],
    [{ workflow_tagActionRecords: { Workflow: { [TAG]: { SwapTags: [] } } }, custom_view: NO_VIEWS }],
    [
      {
        workflow_tagActionRecords: { Workflow: { [TAG]: { AddTags: [null, { rules: [7] }] } } },
        custom_view: NO_VIEWS,
      },
    ],
    [{ workflow_tagActionRecords: {}, custom_view: { cvnames: 'all' } }],
    [{ workflow_tagActionRecords: {}, custom_view: { cvnames: [7] } }],
  ])('does not say that nothing uses the tag where it does not understand all: %j', (areas) => {
    expect(tagUseIn(areas, TAG)).toEqual({ areas: [], isWhole: false });
  });
});
