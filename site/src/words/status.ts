// How the machine is, in one line.

export const rules = 'Rules';
export const notLookedAt = 'not looked at yet';
export const champion = 'Champion';
export const noChampion = 'none yet: lists are what is popular';
export const decidedAbout = 'Decided about';
export const newestData = 'Newest data';
