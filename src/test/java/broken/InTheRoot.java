package broken;

class InTheRoot {}
