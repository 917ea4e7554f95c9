import { changeMember, changeMemberInput } from '@holdspace/use-cases/admin/change-member'
import { listMembers } from '@holdspace/use-cases/admin/list-members'
import { addMember, addMemberInput } from '@holdspace/use-cases/sign-in/add-member'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Who belongs to the practice. */
export const memberRouter = router({
  list: staffProcedure('member.read').query(({ ctx }) => answer(listMembers(ctx.house, ctx.actor))),

  add: staffProcedure('member.invite')
    .input(addMemberInput)
    .mutation(({ ctx, input }) => answer(addMember(ctx.house, ctx.actor, input))),

  change: staffProcedure('member.invite')
    .input(changeMemberInput)
    .mutation(({ ctx, input }) => answer(changeMember(ctx.house, ctx.actor, input))),
})
