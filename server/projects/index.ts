import type { Capability } from '#server/platform/kernel.ts';
import { addOrganisation } from './commands/add-organisation.ts';
import { createProject } from './commands/create-project.ts';
import { endProject } from './commands/end-project.ts';
import { addKpi, recordKpi, removeKpi } from './commands/kpis.ts';
import { handOver } from './commands/hand-over.ts';
import { leaveProject } from './commands/leave-project.ts';
import { addLink, removeLink } from './commands/links.ts';
import { removeMilestone, saveMilestone, setMilestoneDone } from './commands/milestones.ts';
import { moveStage } from './commands/move-stage.ts';
import { removeOrganisation } from './commands/remove-organisation.ts';
import { addPerson, removePerson } from './commands/roster.ts';
import { saveReview } from './commands/save-review.ts';
import { setRetention } from './commands/set-retention.ts';
import { shareHistory } from './commands/share-history.ts';
import { updateProject } from './commands/update-project.ts';
import { board } from './queries/board.ts';
import { choices } from './queries/choices.ts';
import { useTranslator } from './commands/use-translator.ts';
import { digestPage, digests } from './queries/digests.ts';
import { editPage } from './queries/edit-page.ts';
import { handovers } from './queries/handovers.ts';
import { peoplePage } from './queries/people-page.ts';
import { exportList } from './queries/export-list.ts';
import { list } from './queries/list.ts';
import { exportRoadmap } from './queries/export-roadmap.ts';
import { planPage } from './queries/plan-page.ts';
import { roadmap } from './queries/roadmap.ts';
import { describeFormerProjects } from './subjects.ts';

export { enter } from './entries.ts';
export { handoversWaiting } from './handing-over.ts';
export { openProject } from './opening.ts';
export { beginPart, endEveryPart } from './taking-part.ts';

/** What projects are for and how far they came: plan and actual, who takes part, the board, the roadmap. */
export const projects = {
  useCases: [
    handovers,
    handOver,
    choices,
    createProject,
    editPage,
    updateProject,
    endProject,
    useTranslator,
    setRetention,
    list,
    exportList,
    board,
    moveStage,
    roadmap,
    exportRoadmap,
    peoplePage,
    addOrganisation,
    removeOrganisation,
    leaveProject,
    shareHistory,
    addPerson,
    removePerson,
    planPage,
    digests,
    digestPage,
    saveMilestone,
    setMilestoneDone,
    removeMilestone,
    addKpi,
    recordKpi,
    removeKpi,
    saveReview,
    addLink,
    removeLink,
  ],
  subjects: { formerProject: describeFormerProjects },
} satisfies Capability;
