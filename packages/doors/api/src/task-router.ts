import { acknowledgeTask, acknowledgeTaskInput } from '@holdspace/use-cases/tasks/acknowledge-task'
import { addTask, addTaskInput } from '@holdspace/use-cases/tasks/add-task'
import { closeTask, closeTaskInput } from '@holdspace/use-cases/tasks/close-task'
import { countTasks } from '@holdspace/use-cases/tasks/count-tasks'
import { handOnTask, handOnTaskInput } from '@holdspace/use-cases/tasks/hand-on-task'
import { listTasks, listTasksInput } from '@holdspace/use-cases/tasks/list-tasks'
import { readCoverage } from '@holdspace/use-cases/tasks/read-coverage'
import { setCoverage, setCoverageInput } from '@holdspace/use-cases/tasks/set-coverage'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** What somebody has to do, and who answers when. */
export const taskRouter = router({
  count: staffProcedure('task.read').query(({ ctx }) => answer(countTasks(ctx.house, ctx.actor))),

  list: staffProcedure('task.read')
    .input(listTasksInput)
    .query(({ ctx, input }) => answer(listTasks(ctx.house, ctx.actor, input))),

  acknowledge: staffProcedure('task.answer')
    .input(acknowledgeTaskInput)
    .mutation(({ ctx, input }) => answer(acknowledgeTask(ctx.house, ctx.actor, input))),

  handOn: staffProcedure('task.answer')
    .input(handOnTaskInput)
    .mutation(({ ctx, input }) => answer(handOnTask(ctx.house, ctx.actor, input))),

  close: staffProcedure('task.answer')
    .input(closeTaskInput)
    .mutation(({ ctx, input }) => answer(closeTask(ctx.house, ctx.actor, input))),

  add: staffProcedure('task.open')
    .input(addTaskInput)
    .mutation(({ ctx, input }) => answer(addTask(ctx.house, ctx.actor, input))),

  coverage: staffProcedure('coverage.read').query(({ ctx }) => answer(readCoverage(ctx.house, ctx.actor))),

  setCoverage: staffProcedure('coverage.set')
    .input(setCoverageInput)
    .mutation(({ ctx, input }) => answer(setCoverage(ctx.house, ctx.actor, input))),
})
