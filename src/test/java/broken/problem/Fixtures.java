package broken.problem;

@broken.access.Public
class ImportsDown {}
