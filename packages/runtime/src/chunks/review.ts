export { answerReview } from '../review/answer-review.ts';
export { noteQuestion } from '../review/note-question.ts';
