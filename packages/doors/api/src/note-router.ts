import { acknowledgeHandoff, acknowledgeHandoffInput } from '@holdspace/use-cases/notes/acknowledge-handoff'
import { addToNote, addToNoteInput } from '@holdspace/use-cases/notes/add-to-note'
import { markPsychotherapy, markPsychotherapyInput } from '@holdspace/use-cases/notes/mark-psychotherapy'
import {
  keepPsychotherapyNote,
  keepPsychotherapyNoteInput,
  readPsychotherapyNotes,
  readPsychotherapyNotesInput,
} from '@holdspace/use-cases/notes/psychotherapy-notes'
import { readHandoffs, readHandoffsInput } from '@holdspace/use-cases/notes/read-handoffs'
import {
  markMessagesRead,
  markMessagesReadInput,
  readMessages,
  readMessagesInput,
} from '@holdspace/use-cases/notes/read-messages'
import { readNotes, readNotesInput } from '@holdspace/use-cases/notes/read-notes'
import { saveNote, saveNoteInput } from '@holdspace/use-cases/notes/save-note'
import { signNote, signNoteInput } from '@holdspace/use-cases/notes/sign-note'
import { writeHandoff, writeHandoffInput } from '@holdspace/use-cases/notes/write-handoff'
import { writeMessage, writeMessageInput } from '@holdspace/use-cases/notes/write-message'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Handed from one side of the care team to the other, before and after a session. */
export const handoffRouter = router({
  read: staffProcedure('handoff.read')
    .input(readHandoffsInput)
    .query(({ ctx, input }) => answer(readHandoffs(ctx.house, ctx.actor, input))),

  write: staffProcedure('handoff.write')
    .input(writeHandoffInput)
    .mutation(({ ctx, input }) => answer(writeHandoff(ctx.house, ctx.actor, input))),

  acknowledge: staffProcedure('handoff.acknowledge')
    .input(acknowledgeHandoffInput)
    .mutation(({ ctx, input }) => answer(acknowledgeHandoff(ctx.house, ctx.actor, input))),
})

/** Messages about a patient, each with those it is for. */
export const messageRouter = router({
  read: staffProcedure('message.read')
    .input(readMessagesInput)
    .query(({ ctx, input }) => answer(readMessages(ctx.house, ctx.actor, input))),

  write: staffProcedure('message.write')
    .input(writeMessageInput)
    .mutation(({ ctx, input }) => answer(writeMessage(ctx.house, ctx.actor, input))),

  markRead: staffProcedure('message.read')
    .input(markMessagesReadInput)
    .mutation(({ ctx, input }) => answer(markMessagesRead(ctx.house, ctx.actor, input))),
})

/** Notes the care team shares. */
export const noteRouter = router({
  read: staffProcedure('note.read')
    .input(readNotesInput)
    .query(({ ctx, input }) => answer(readNotes(ctx.house, ctx.actor, input))),

  save: staffProcedure('note.write')
    .input(saveNoteInput)
    .mutation(({ ctx, input }) => answer(saveNote(ctx.house, ctx.actor, input))),

  sign: staffProcedure('note.sign')
    .input(signNoteInput)
    .mutation(({ ctx, input }) => answer(signNote(ctx.house, ctx.actor, input))),

  add: staffProcedure('note.write')
    .input(addToNoteInput)
    .mutation(({ ctx, input }) => answer(addToNote(ctx.house, ctx.actor, input))),

  markPsychotherapy: staffProcedure('note.write')
    .input(markPsychotherapyInput)
    .mutation(({ ctx, input }) => answer(markPsychotherapy(ctx.house, ctx.actor, input))),
})

/** Psychotherapy notes: the signed-in author's own, and nobody else's (M18). */
export const psychotherapyNoteRouter = router({
  read: staffProcedure('psychotherapy-note.keep')
    .input(readPsychotherapyNotesInput)
    .query(({ ctx, input }) => answer(readPsychotherapyNotes(ctx.house, ctx.actor, input))),

  keep: staffProcedure('psychotherapy-note.keep')
    .input(keepPsychotherapyNoteInput)
    .mutation(({ ctx, input }) => answer(keepPsychotherapyNote(ctx.house, ctx.actor, input))),
})
