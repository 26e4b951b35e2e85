/**
 * Seconds for which Amazon Cognito waits for a trigger's function; then it calls it again, three times in all. Source:
 * Amazon Cognito, "Customizing user pool workflows with Lambda triggers", "Considerations".
 */
export const MAX_TRIGGER_SECONDS = 5;
