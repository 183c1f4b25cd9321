"""What the demo's shoppers write. Parts are put together, so that the same words do not come again soon."""

GREETINGS = (
    "Good morning", "Morning", "Hello", "Hi there", "Hello again", "Welcome in", "Good morning to you",
    "Morning, come on in", "Hi", "Hello, mind the step",
)  # fmt: skip
GREETINGS_GO_ON = (
    "what can I get you?", "be with you in one second.", "have here or take away?",
    "lovely day for it.", "are you all right there?", "who is next, please?", "what will it be?",
    "I will be right with you.", "have you seen the buns today?", "cold out there, is it?",
    "take your time.", "did you find the way all right?", "the same as last time?",
)  # fmt: skip

COMMENTS = {
    "first_contact": (
        ("Nobody looked up until I spoke", "Two people were counting stock with their backs to the door",
         "The one at the till was on the telephone", "I stood at the counter by myself",
         "I was asked for my order across the whole room", "The first words were “What do you want?”",
         "Someone came out of the kitchen, took a tray and went back in",
         "There was talk about the rota, and none of it was for me"),
        (".", " for more than a minute.", " while three of us waited.", "; I was the only guest.",
         ", although the line was short.", " and nobody seemed to mind."),
    ),
    "new_item": (
        ("“It is all on the board”", "“Not that I know of”", "A shrug", "“I have only just started”",
         "The question was answered with another: “Coffee, was it?”", "“Same as ever”",
         "A colleague was called, who did not come"),
        (" was the whole answer.", ", and that was it.", ", said kindly enough.",
         ", although a new tart stood in the case.", ", and the next guest was called."),
    ),
    "small_change": (
        ("Oat milk was out", "I was told that cups come in one size", "“The button only does it this way”",
         "Less sugar was not possible, the syrup being in already", "“We do not do that here”",
         "They said that the till has no key for it"),
        (", and nothing else was offered.", ". I took the drink as it was.", "; no word about what they could do.",
         ", said without looking up."),
    ),
    "said_back": (
        ("I was asked to pay as soon as I had spoken", "The order was typed in and the amount read out",
         "Only the drink was said back", "Only the size was asked about", "The order went straight to a colleague",
         "A nod, and the next guest was called", "“Got it” was what I heard"),
        (".", "; the bun was not mentioned.", ", with two people behind me.", ", although I had changed it once.",
         ", and I could not see the screen.", " and I was not sure that the change had been heard."),
    ),
    "receipt_given": (
        ("The slip was put under the counter", "It was printed and thrown away", "Nobody spoke of a receipt",
         "The screen was turned away before I could ask", "I had to ask for it", "The printer stood without paper",
         "Only the card slip was handed over"),
        (".", " before I could say anything.", ", and the drawer was shut.", "; the line was long.",
         " and I was wished a good day.", ". I did not insist."),
    ),
    "washroom": (
        ("There was soap and nothing to dry hands with", "The soap dispenser was empty", "The dryer did not work",
         "Paper towels lay on the floor and none were left", "Neither soap nor towels"),
        (".", "; the sheet on the door had been signed an hour before.", ". I told nobody.",
         ", at half past nine.", "; the floor was clean.", ". A guest before me had told them."),
    ),
    "price_match": (
        ("The board said 3.40 for the bun and 3.90 was charged",),
        (". I pointed at it and was told that the board is old.",),
    ),
    "right_order": (
        ("Whole milk instead of oat", "A large cup instead of a small one", "Somebody else's sandwich",
         "The bun came cold although I had asked for it warm", "Sugar in it, which I had asked to leave out",
         "A cappuccino for a flat white"),
        (".", ". I had to go back to the counter for it.", "; they noticed it themselves.",
         ", and it took four minutes more.", ". It was made again without a fuss."),
    ),
    "thanked": (
        ("Nobody said anything as I took my cup back", "They were wiping the machine",
         "I said thank you; nobody answered", "Both were busy with a delivery at the back door",
         "The counter was empty when I left", "The one at the till was reading her telephone",
         "I put on my coat beside the counter, and that was no reason to look up"),
        (".", " and I left without a word.", ", at a quiet moment.", "; four guests were in the room."),
    ),
}  # fmt: skip
COMMENTS_ELSEWHERE = (
    ("It was missed", "Nobody did it", "It was left out"),
    (" at a busy moment.", ", and it was quiet.", " without a word about it."),
)

MOMENT_WHO = (
    "The person at the till", "A young man with rolled-up sleeves", "Somebody from the kitchen",
    "The one who clears the tables", "A trainee, by her badge", "The person making the coffee",
    "Whoever had just come on shift", "An older member of staff",
)  # fmt: skip
MOMENT_DID = (
    "held the door for a guest with two cups and a pram",
    "remembered that I had asked for oat milk the week before",
    "told me which roast he drinks himself, and why",
    "moved a chair before a man with a stick had asked",
    "warmed a bottle for a baby without being asked twice",
    "ran after a guest who had left her scarf",
    "cut a bun in two for a pair of students and put it on two plates",
    "wrote the way to the station on a napkin",
    "filled a dog's bowl at the door",
    "swapped a spilled drink before the guest had found a cloth",
    "read the list of ingredients aloud to somebody without glasses",
    "put a quiet table by the socket aside for someone who came to work",
    "asked a regular how the interview had gone",
    "let a boy count out his coins and waited for it",
    "brought a glass of water to somebody who coughed",
    "carried a tray to the table for a father with two children",
    "lent a guest a charger from behind the counter",
    "closed the window when somebody shivered",
    "explained the tip jar to a visitor who was puzzled by it",
    "said goodbye by name to three people in a row",
)
MOMENT_WHEN = (".", ", just before I left.", " at the busiest time.", " while I waited for mine.")

MEASURED = {
    "finding": "Mill Lane may be low: people wait at the counter between eight and nine while the oven is filled.",
    "plan": "Fill the oven before seven and at ten, never between eight and nine.",
}
MEASURED_SEEN = "Was there on Thursday at half past eight: two at the counter, nobody at the oven."
MEASURED_DONE = "The plan beside the oven says so, and it was kept for two weeks."
CAME_BACK = {
    "finding": "“Were you thanked as you left?” – No. The weakest touchpoint is Leaving.",
    "plan": "Whoever stands nearest the door says goodbye, whatever else they do.",
}
CAME_BACK_DONE = "Shown and tried at each start of a shift for a week."
LATE = {
    "finding": "Too few visits to compare, and two reports say that the door sticks.",
    "plan": "Have the door looked at, and a sheet beside it for what breaks.",
}
LATE_SO_FAR = "The joiner has been asked for a day."

LAID_OUT = "A coffee and a currant bun, as the brief asks"
ASKED_BACK = "Which words did you hear at the counter? “Something friendly” cannot be scored. Please write them under Greeting, as near as you can."
TOO_VAGUE = "Something friendly, I forgot what."
TURNED_DOWN = "The receipt shows our branch in Bridge Row, not the one in Bridge Street, so this report cannot count for it. The next visit there is open again."
TILL_ROLL = (
    "The till prints a slip for every sale, and the roll of that morning shows this one with its time."
)
TILL_ROLL_SEEN = "The roll shows a slip two minutes after the order, at the price on the report. It was printed and handed over with the cup."
AT_THE_DOOR = "Two of us stood at the door that morning because of the delivery, and we say goodbye to everybody who goes out past us."
ASKED_ABOUT = "Did they speak first, or did they answer you? Both read the same here."

BOOKSELLER = {
    "name": "The bookseller across the street", "branch": "Mill Lane",
    "email": "books@example.test", "phone": "+44 20 7946 0018",
}  # fmt: skip
BOOKSELLER_SAID = {
    "said": "I like it best before nine. After that nobody at the counter looks up, and I wait until somebody does.",
    "read_back": "Before nine it is as it should be, after nine nobody looks up. Yes, just that.",
    "finding": "A customer told us that nobody at the counter looks up after nine.",
    "plan": "From nine on one person stands at the counter and does nothing else.",
}
OFFICE = {
    "name": "The one who orders for the office", "company": "Harbour Surveyors", "branch": "Harbour Street",
    "email": "office@example.test", "wish": "email",
}  # fmt: skip
OFFICE_SAID = {
    "said": "The order is always right. I would rather find the bill in the box than be asked to come in for it.",
    "read_back": "Keep the order as it is, put the bill into the box. Right.",
    "unchanged": "The bill goes into the box since Monday; the branch did it while we talked.",
}
WALKER = {"name": "The man with two dogs", "branch": "Castle Gate", "wish": "in_person"}
WALKER_SAID = {
    "said": "You fill the bowl at the door. The other two cafés in this street do not.",
    "read_back": "It is the bowl that brings you here. He laughed and said the bun as well.",
    "unchanged": "Nothing to mend: it was passed on to those who fill the bowl.",
}
CHOIR = {
    "name": "The leader of the choir", "company": "Station Road Choir", "branch": "Station Road",
    "phone": "+44 20 7946 0027", "wish": "phone",
}  # fmt: skip
CHOIR_SAID = {
    "said": "We come as twelve on Thursdays, and each time we are a surprise.",
    "read_back": "Twelve, every Thursday at seven: we should know. Exactly.",
    "unchanged": "The table is kept from this Thursday on; it is in the branch's book.",
}
NURSERY = {"name": "The head of the nursery", "branch": "Old Town", "email": "nursery@example.test"}
CABS = {"name": "The dispatcher", "company": "Ferry Lane Cabs", "branch": "Ferry Lane", "phone": "+44 20 7946 0035", "wish": "text"}  # fmt: skip
CABS_SAID = "The drivers take their break at four, and at four the urn is empty."
READER = {"name": "The one who reads by the window", "branch": "Market Hill", "wish": "nothing"}
BAKER = {"name": "The baker next door", "branch": "Mill Lane", "phone": "+44 20 7946 0043"}
