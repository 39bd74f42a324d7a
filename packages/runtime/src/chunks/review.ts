export { answerReview } from '../review/answer-review.ts';
