/** Takes any words, so that a sample needs others around it. */
export const SEARCH_QUERY = "AMAZON.SearchQuery";

/** The names after `AMAZON.`, which tell a typo from a type that is not known here. */
const NAMES =
  "AlphaNumeric DATE DURATION FOUR_DIGIT_NUMBER NUMBER Ordinal PhoneNumber SearchQuery TIME Actor AdministrativeArea " +
  "Airline Airport Anaphor Animal Artist Athlete Author Book BookSeries BroadcastChannel City CivicStructure Color " +
  "Comic Corporation Country CreativeWork CreativeWorkType DayOfWeek Dessert DeviceType Director Drink " +
  "EducationalOrganization EventType Festival FictionalCharacter FinancialService FirstName Food FoodEstablishment " +
  "Game Genre Landform LandmarksOrHistoricalBuildings Language LocalBusiness LocalBusinessType MedicalOrganization " +
  "Month Movie MovieSeries MovieTheater MusicAlbum MusicCreativeWork MusicCreativeWorkType MusicEvent MusicGroup " +
  "Musician MusicPlaylist MusicRecording MusicVenue MusicVideo Organization Person PostalAddress Professional " +
  "ProfessionalType RadioChannel Region RelativePosition Residence Room ScreeningEvent Service SocialMediaPlatform " +
  "SoftwareApplication SoftwareGame Sport SportsEvent SportsTeam StreetAddress StreetName TelevisionChannel TVEpisode " +
  "TVSeason TVSeries VideoGame WeatherCondition WrittenCreativeWork US_CITY US_FIRST_NAME US_LAST_NAME US_STATE " +
  "AT_CITY AT_REGION DE_CITY DE_FIRST_NAME DE_REGION EUROPE_CITY GB_CITY GB_FIRST_NAME GB_REGION";

/** Amazon's slot types: Alexa Skills Kit, "Slot Type Reference". There are more, and there will be others. */
export const SLOT_TYPES: readonly string[] = NAMES.split(" ");
