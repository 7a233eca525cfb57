export const heroes = [];
